package io.agender.vision.engine;

import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.head.DetectorHead;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.Network;
import io.agender.vision.head.NetworkDetector;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatLetterbox;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A detector network. Its session is shared; each analyzer has its own buffer for the letterboxed frame. */
record NetworkDetectorSource(NetworkDetector network, DetectorHead head) implements DetectorSource {

    /**
     * Joins a network and the head that reads it.
     *
     * @param network taken over; closed here when it does not fit
     * @throws VisionException when the network is not what the descriptor says
     */
    static NetworkDetectorSource open(Network network, DetectorHead head, double minScore) {
        return new NetworkDetectorSource(NetworkDetector.open(network, head, minScore), head);
    }

    @Override
    public FaceDetector newDetector() {
        return new LetterboxDetector(this, BlobWriter.ofAnySize(head.input()));
    }

    @Override
    public void close() {
        network.close();
    }

    private record LetterboxDetector(NetworkDetectorSource source, BlobWriter writer) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame) {
            Letterbox letterbox = source.head.letterbox(frame.cols(), frame.rows());
            long[] shape =
                    InputShape.of(source.head.input().layout(), 1, letterbox.inputWidth(), letterbox.inputHeight());
            Mat picture = source.head.squeezes()
                    ? MatLetterbox.squeezed(frame, letterbox)
                    : MatLetterbox.of(frame, letterbox);
            return source.network.detect(writer.write(List.of(picture)), shape, letterbox);
        }

        /** What is squeezed is squeezed as its authors do it, from the whole frame. */
        @Override
        public double shrinking(int width, int height) {
            Letterbox letterbox = source.head.letterbox(width, height);
            return source.head.squeezes()
                    ? 1
                    : Math.max((double) letterbox.contentWidth() / width, (double) letterbox.contentHeight() / height);
        }

        @Override
        public void close() {} // the network belongs to the engine
    }
}
