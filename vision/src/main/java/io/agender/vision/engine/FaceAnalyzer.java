package io.agender.vision.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Glance;
import io.agender.vision.GreyPicture;
import io.agender.vision.ModelUse;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.image.DecodedPicture;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.image.MatGrey;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Decodes frames, finds their faces and estimates gender and age. The only native objects that outlive a call are the
 * pixels of a decoded frame, which that frame owns. The boxes it reports are the detector's own; what it cuts out for
 * gender and age is larger.
 */
final class FaceAnalyzer implements FrameAnalyzer {

    private static final byte[] NO_BYTES = {};

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceClassifier classifier;
    private final Optional<LandmarkFinder> landmarks;
    private final boolean posesEveryFace;
    private final double minScore;
    private final double minFaceSide;
    private final List<ModelUse> models;
    private final Runnable closing;
    private boolean closed;

    /**
     * @param landmarks empty where none are wanted or the detector gives them
     * @param posesEveryFace whether each face has landmarks as soon as it is found
     * @param closing called once, when this is closed
     */
    FaceAnalyzer(
            ImageDecoder decoder,
            FaceDetector detector,
            FaceClassifier classifier,
            Optional<LandmarkFinder> landmarks,
            boolean posesEveryFace,
            double minScore,
            double minFaceSide,
            List<ModelUse> models,
            Runnable closing) {
        this.decoder = decoder;
        this.detector = detector;
        this.classifier = classifier;
        this.landmarks = landmarks;
        this.posesEveryFace = posesEveryFace;
        this.minScore = minScore;
        this.minFaceSide = minFaceSide;
        this.models = models;
        this.closing = closing;
    }

    @Override
    public DecodedFrame decode(EncodedImage image) {
        requireOpen();
        try (PointerScope call = new PointerScope()) {
            return new MatFrame(image.bytes(), decoder.decode(image.bytes(), detector::shrinking));
        }
    }

    @Override
    public Optional<Glance> glance(EncodedImage image) {
        requireOpen();
        try (PointerScope call = new PointerScope()) {
            return decoder.glance(image.bytes());
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
    public double minFaceSide() {
        return minFaceSide;
    }

    @Override
    public boolean findsLandmarks() {
        return landmarks.isPresent();
    }

    @Override
    public boolean posesEveryFace() {
        return posesEveryFace;
    }

    @Override
    public List<ModelUse> models() {
        return models;
    }

    /** Asks every network once. */
    void check() {
        requireOpen();
        try (PointerScope call = new PointerScope();
                MatFrame blank =
                        new MatFrame(NO_BYTES, DecodedPicture.whole(new Mat(64, 64, CV_8UC3, Scalar.all(0))))) {
            Detection face = new Detection(new BoundingBox(16, 16, 32, 32), 1, List.of());
            blank.detect();
            blank.landmarked(face);
            classify(List.of(blank.crop(face)));
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
            try {
                detector.close();
            } finally {
                closing.run();
            }
        }
    }

    /**
     * Holds references of its own to the pixels, so that they outlive the scope they were made in. A large frame is first
     * decoded as far as the detector needs it, and wholly when the first face is cut out of it.
     */
    private final class MatFrame implements DecodedFrame {

        private final byte[] bytes;
        private final DecodedPicture picture;
        private final Map<Detection, Detection> landmarked = new IdentityHashMap<>();
        private Mat whole;

        MatFrame(byte[] bytes, DecodedPicture picture) {
            this.bytes = bytes;
            this.picture = picture;
            this.whole = picture.reduction() == 1 ? picture.pixels() : null;
            picture.pixels().retainReference();
        }

        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public Optional<GreyPicture> grey() {
            requireOpen();
            try (PointerScope call = new PointerScope()) {
                return Optional.of(MatGrey.of(picture.pixels()));
            }
        }

        @Override
        public List<Detection> detect() {
            requireOpen();
            try (PointerScope call = new PointerScope()) {
                List<Detection> faces = inFrame(detector.detect(picture.pixels(), picture.reduction()));
                boolean every = landmarks.map(LandmarkFinder::everyFace).orElse(false);
                return every ? faces.stream().map(this::landmarked).toList() : faces;
            }
        }

        private List<Detection> inFrame(List<Detection> faces) {
            if (picture.reduction() == 1) {
                return faces;
            }
            Letterbox way =
                    Letterbox.reduced(picture.pixels().cols(), picture.pixels().rows(), picture.reduction());
            return faces.stream().map(way::toFrame).toList();
        }

        @Override
        public Detection landmarked(Detection face) {
            if (landmarks.isEmpty() || !face.landmarks().isEmpty()) {
                return face;
            }
            return landmarked.computeIfAbsent(face, one -> {
                try (PointerScope call = new PointerScope()) {
                    return landmarks.get().find(whole(), one);
                }
            });
        }

        @Override
        public FaceCrop crop(Detection face) {
            try (PointerScope call = new PointerScope()) {
                return classifier.crop(whole(), face);
            }
        }

        /** A {@link PointerScope} is open. */
        private Mat whole() {
            if (whole == null) {
                whole = decoder.decode(bytes).retainReference();
            }
            return whole;
        }

        @Override
        public void close() {
            release(picture.pixels());
            if (whole != null && whole != picture.pixels()) {
                release(whole);
            }
        }

        private static void release(Mat pixels) {
            if (!pixels.isNull()) {
                pixels.releaseReference();
            }
        }
    }
}
