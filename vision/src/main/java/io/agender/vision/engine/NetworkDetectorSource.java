package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.InputSpec;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.onnx.OrtDetector;
import io.agender.vision.opencv.BlobWriter;
import io.agender.vision.opencv.MatLetterbox;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A detector network. Its session is shared; each analyzer has its own buffer for the letterboxed frame. */
record NetworkDetectorSource(OrtDetector network, InputSpec input) implements DetectorSource {

    static NetworkDetectorSource open(String name, byte[] file, BlazeFace spec, double minScore, int threads) {
        return new NetworkDetectorSource(OrtDetector.open(name, file, spec, minScore, threads), spec.input());
    }

    @Override
    public FaceDetector newDetector() {
        return new LetterboxDetector(network, input, new BlobWriter(input));
    }

    @Override
    public void close() {
        network.close();
    }

    private record LetterboxDetector(OrtDetector network, InputSpec input, BlobWriter writer) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame) {
            Letterbox letterbox = Letterbox.fit(frame.cols(), frame.rows(), input.width(), input.height());
            return network.detect(writer.write(List.of(MatLetterbox.of(frame, letterbox))), letterbox);
        }

        @Override
        public void close() {} // the network belongs to the engine
    }
}
