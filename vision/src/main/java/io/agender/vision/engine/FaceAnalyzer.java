package io.agender.vision.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import io.agender.vision.opencv.ImageDecoder;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Decodes frames, finds their faces and estimates gender and age. The only native object that outlives a call is the
 * picture of a decoded frame, which that frame owns. The boxes it reports are the detector's own; what it cuts out for
 * gender and age is larger.
 */
final class FaceAnalyzer implements FrameAnalyzer {

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceClassifier classifier;
    private final double minScore;
    private final List<ModelUse> models;
    private boolean closed;

    FaceAnalyzer(
            ImageDecoder decoder,
            FaceDetector detector,
            FaceClassifier classifier,
            double minScore,
            List<ModelUse> models) {
        this.decoder = decoder;
        this.detector = detector;
        this.classifier = classifier;
        this.minScore = minScore;
        this.models = models;
    }

    @Override
    public DecodedFrame decode(EncodedImage image) {
        requireOpen();
        try (PointerScope call = new PointerScope()) {
            return new MatFrame(decoder.decode(image.bytes()));
        }
    }

    @Override
    public List<FaceAttributes> classify(List<FaceCrop> crops) {
        requireOpen();
        return classifier.classify(crops);
    }

    @Override
    public boolean accepts(FaceCrop crop) {
        return classifier.accepts(crop);
    }

    @Override
    public double minScore() {
        return minScore;
    }

    @Override
    public List<ModelUse> models() {
        return models;
    }

    /** Asks every network once. */
    void check() {
        requireOpen();
        try (PointerScope call = new PointerScope();
                MatFrame blank = new MatFrame(new Mat(64, 64, CV_8UC3, Scalar.all(0)))) {
            blank.detect();
            classify(List.of(blank.crop(new Detection(new BoundingBox(16, 16, 32, 32), 1, List.of()))));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The analyzer is closed.");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            detector.close();
        }
    }

    /** Holds a reference of its own to the picture, so that it outlives the scope it was made in. */
    private final class MatFrame implements DecodedFrame {

        private final Mat pixels;

        MatFrame(Mat pixels) {
            this.pixels = pixels;
            pixels.retainReference();
        }

        @Override
        public int width() {
            return pixels.cols();
        }

        @Override
        public int height() {
            return pixels.rows();
        }

        @Override
        public List<Detection> detect() {
            requireOpen();
            try (PointerScope call = new PointerScope()) {
                return detector.detect(pixels);
            }
        }

        @Override
        public FaceCrop crop(Detection face) {
            try (PointerScope call = new PointerScope()) {
                return classifier.crop(pixels, face);
            }
        }

        @Override
        public void close() {
            if (!pixels.isNull()) {
                pixels.releaseReference();
            }
        }
    }
}
