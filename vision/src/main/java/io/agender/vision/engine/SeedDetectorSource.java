package io.agender.vision.engine;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.SeedRules;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds faces as the original Agender program does, with any detector: in its small frame, with widened boxes. The boxes
 * it reports are the widened ones, since the original draws and cuts those.
 */
record SeedDetectorSource(DetectorSource plain, SeedRules rules) implements DetectorSource {

    /** The original leaves the smallest face to the cascade. */
    private static final int ANY_SIZE = 1;

    static SeedDetectorSource open(ModelDescriptor model, List<byte[]> files, VisionConfig config, SeedRules rules) {
        if (!config.search().isOwn()) {
            throw new ModelException(
                    "This model sees faces as the original program finds them, in its small frame; with it"
                            + " neither a size, a smallest face nor a region can be named.");
        }
        DetectorLoader loader = new DetectorLoader(model, files, config) {
            @Override
            public DetectorSource visit(Cascade spec) {
                return super.visit(new Cascade(spec.frameArea(), spec.scaleFactor(), spec.minNeighbours(), ANY_SIZE));
            }
        };
        return new SeedDetectorSource(model.detector().head().accept(loader), rules);
    }

    @Override
    public FaceDetector newDetector() {
        return new SmallFrameDetector(plain.newDetector(), rules);
    }

    @Override
    public void close() {
        plain.close();
    }

    private record SmallFrameDetector(FaceDetector plain, SeedRules rules) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame, int reduction) {
            Letterbox letterbox = rules.smallFrame(frame.cols(), frame.rows());
            Mat small = new Mat();
            resize(frame, small, new Size(letterbox.inputWidth(), letterbox.inputHeight()), 0, 0, INTER_LINEAR);
            return plain.detect(small, 1).stream()
                    .map(face -> new Detection(
                            letterbox.toFrame(rules.padded(face.box(), letterbox)),
                            face.score(),
                            face.landmarks().stream().map(letterbox::toFrame).toList(),
                            face.pose()))
                    .toList();
        }

        /** Its small frame is to be the original's to the pixel. */
        @Override
        public double shrinking(int width, int height) {
            return 1;
        }

        @Override
        public void close() {
            plain.close();
        }
    }
}
