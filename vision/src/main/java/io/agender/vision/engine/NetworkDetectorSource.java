package io.agender.vision.engine;

import io.agender.models.InputSpec;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.NetworkDetector;
import io.agender.vision.opencv.BlobWriter;
import io.agender.vision.opencv.MatLetterbox;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A detector network. Its session is shared; each analyzer has its own buffer for the letterboxed frame. */
record NetworkDetectorSource(NetworkDetector network, InputSpec input, Placement placement) implements DetectorSource {

    /** How a frame is put into the input of the network. */
    interface Placement {
        Letterbox of(int frameWidth, int frameHeight);
    }

    @Override
    public FaceDetector newDetector() {
        return new LetterboxDetector(network, input, placement, BlobWriter.ofAnySize(input));
    }

    @Override
    public void close() {
        network.close();
    }

    private record LetterboxDetector(NetworkDetector network, InputSpec input, Placement placement, BlobWriter writer)
            implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame) {
            Letterbox letterbox = placement.of(frame.cols(), frame.rows());
            long[] shape = InputShape.of(input.layout(), 1, letterbox.inputWidth(), letterbox.inputHeight());
            return network.detect(writer.write(List.of(MatLetterbox.of(frame, letterbox))), shape, letterbox);
        }

        @Override
        public void close() {} // the network belongs to the engine
    }
}
