package io.agender.vision.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalysis;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import io.agender.vision.StageTimes;
import io.agender.vision.opencv.ImageDecoder;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Decodes a frame, finds its faces and estimates gender and age of each. All native objects of one frame end with the
 * call. The boxes it reports are the detector's own; what it cuts out for gender and age is larger.
 */
final class FaceAnalyzer implements FrameAnalyzer {

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceClassifier classifier;
    private final List<ModelUse> models;
    private boolean closed;

    FaceAnalyzer(ImageDecoder decoder, FaceDetector detector, FaceClassifier classifier, List<ModelUse> models) {
        this.decoder = decoder;
        this.detector = detector;
        this.classifier = classifier;
        this.models = models;
    }

    @Override
    public FrameAnalysis analyze(EncodedImage image) {
        requireOpen();
        try (PointerScope call = new PointerScope()) {
            long start = System.nanoTime();
            Mat frame = decoder.decode(image.bytes());
            long decoded = System.nanoTime();
            List<Detection> detections = detector.detect(frame);
            long detected = System.nanoTime();
            List<AnalyzedFace> faces = classifier.classify(frame, detections);
            long classified = System.nanoTime();
            return new FrameAnalysis(
                    frame.cols(),
                    frame.rows(),
                    faces,
                    new StageTimes(
                            Duration.ofNanos(decoded - start),
                            Duration.ofNanos(detected - decoded),
                            Duration.ofNanos(classified - detected)));
        }
    }

    /** Asks every network once. */
    void check() {
        requireOpen();
        try (PointerScope call = new PointerScope()) {
            Mat blank = new Mat(64, 64, CV_8UC3, Scalar.all(0));
            detector.detect(blank);
            classifier.classify(blank, List.of(new Detection(new BoundingBox(16, 16, 32, 32), 1, List.of())));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The analyzer is closed.");
        }
    }

    @Override
    public List<ModelUse> models() {
        return models;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            detector.close();
        }
    }
}
