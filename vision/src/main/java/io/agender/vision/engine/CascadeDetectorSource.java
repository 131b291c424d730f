package io.agender.vision.engine;

import io.agender.models.DetectorSpec.Cascade;
import io.agender.vision.Detection;
import io.agender.vision.opencv.CascadeDetector;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A cascade classifier. It keeps state while it searches, so each analyzer loads its own. */
final class CascadeDetectorSource implements DetectorSource {

    private final String name;
    private final byte[] xml;
    private final Cascade spec;

    private CascadeDetectorSource(String name, byte[] xml, Cascade spec) {
        this.name = name;
        this.xml = xml;
        this.spec = spec;
    }

    static CascadeDetectorSource open(String name, byte[] xml, Cascade spec) {
        CascadeDetector.open(name, xml, spec).close(); // a wrong file shall fail now, not at the first frame
        return new CascadeDetectorSource(name, xml, spec);
    }

    @Override
    public FaceDetector newDetector() {
        return new OwnCascade(CascadeDetector.open(name, xml, spec));
    }

    @Override
    public void close() {} // nothing is shared but the file's bytes

    private record OwnCascade(CascadeDetector cascade) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame) {
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
