package io.agender.vision.engine;

import io.agender.models.DetectorSpec.Cascade;
import io.agender.vision.Detection;
import io.agender.vision.opencv.CascadeDetector;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.opencv.opencv_core.Mat;

/** A cascade classifier. It keeps state while it searches, so each analyzer loads its own. */
final class CascadeDetectorSource implements DetectorSource {

    private final String name;
    private final byte[] xml;
    private final Cascade spec;
    private final OptionalInt longerSide;

    private CascadeDetectorSource(String name, byte[] xml, Cascade spec, OptionalInt longerSide) {
        this.name = name;
        this.xml = xml;
        this.spec = spec;
        this.longerSide = longerSide;
    }

    /** @param longerSide of the picture that is searched; empty for about the area that the descriptor says */
    static CascadeDetectorSource open(String name, byte[] xml, Cascade spec, OptionalInt longerSide) {
        CascadeDetectorSource source = new CascadeDetectorSource(name, xml, spec, longerSide);
        source.load().close(); // a wrong file shall fail now, not at the first frame
        return source;
    }

    @Override
    public FaceDetector newDetector() {
        return new OwnCascade(load());
    }

    private CascadeDetector load() {
        return CascadeDetector.open(name, xml, spec, longerSide);
    }

    @Override
    public void close() {} // nothing is shared but the file's bytes

    private record OwnCascade(CascadeDetector cascade) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame, int reduction) {
            return cascade.detect(frame);
        }

        @Override
        public double shrinking(int width, int height) {
            return cascade.shrinking(width, height);
        }

        @Override
        public void close() {
            cascade.close();
        }
    }
}
