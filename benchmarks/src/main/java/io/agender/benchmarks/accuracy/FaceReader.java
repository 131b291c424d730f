package io.agender.benchmarks.accuracy;

import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FrameAnalyzer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Has the face of a picture found, cut out and classified, step by step as the pipeline does. Not thread-safe; the analyzer
 * stays the caller's.
 */
final class FaceReader {

    /** A face that takes more than this part of a picture's shorter side fills it. */
    private static final double TIGHT = 0.6;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FrameAnalyzer analyzer;
    private final double genderMinAge;
    private long detectNanos;
    private long leastNanos = Long.MAX_VALUE;
    private long detected;
    private long classifyNanos;
    private long classified;

    /** @param genderMinAge below this answered age in years there is no gender */
    FaceReader(FrameAnalyzer analyzer, double genderMinAge) {
        this.analyzer = analyzer;
        this.genderMinAge = genderMinAge;
    }

    /**
     * Reads a picture as it is. One in which no face is found, or whose face fills it, is cut tightly: it is read with a
     * border around it, for the pipeline never sees a face without a picture around it.
     *
     * @param border in parts of the picture's own sides; empty for no second look
     */
    FaceAnswer read(LabelledPicture picture, OptionalDouble border) {
        FaceAnswer answer = read(picture.padded(0), false);
        if (border.isEmpty() || answer.found() && answer.side() < TIGHT * Math.min(picture.width(), picture.height())) {
            return answer;
        }
        FaceAnswer padded = read(picture.padded(border.getAsDouble()), true);
        return padded.found() ? padded : answer;
    }

    /** Reads a picture in a frame; what is found beside it is no face. */
    FaceAnswer read(PlacedPicture picture) {
        return read(picture.frame(), false, picture::shows);
    }

    private FaceAnswer read(EncodedImage image, boolean padded) {
        return read(image, padded, box -> true);
    }

    private FaceAnswer read(EncodedImage image, boolean padded, Predicate<BoundingBox> there) {
        try (DecodedFrame frame = analyzer.decode(image)) {
            long start = System.nanoTime();
            long startOfWork = THREADS.getCurrentThreadCpuTime();
            List<Detection> faces = frame.detect().stream()
                    .filter(face -> face.score() >= analyzer.minScore())
                    .toList();
            leastNanos = Math.min(leastNanos, THREADS.getCurrentThreadCpuTime() - startOfWork);
            detectNanos += System.nanoTime() - start;
            detected++;
            Optional<Detection> face =
                    labelled(faces.stream().filter(one -> there.test(one.box())).toList(), frame);
            if (face.isEmpty()) {
                return FaceAnswer.MISSED;
            }
            FaceAttributes attributes = classify(frame, face.get());
            return new FaceAnswer(
                    faces.size(),
                    face.get().box().longerSide(),
                    padded,
                    Optional.of(attributes.withGenderFrom(genderMinAge)),
                    Optional.of(attributes));
        }
    }

    private FaceAttributes classify(DecodedFrame frame, Detection face) {
        if (face.box().longerSide() < analyzer.minFaceSide()) {
            return FaceAttributes.UNKNOWN;
        }
        long start = System.nanoTime();
        FaceAttributes attributes =
                analyzer.classify(List.of(frame.crop(frame.landmarked(face)))).get(0);
        classifyNanos += System.nanoTime() - start;
        classified++;
        return attributes;
    }

    /** Of several faces the label means the one that is large and in the middle. */
    private static Optional<Detection> labelled(List<Detection> faces, DecodedFrame frame) {
        return faces.stream().max(Comparator.comparingDouble(face -> weight(face.box(), frame)));
    }

    private static double weight(BoundingBox box, DecodedFrame frame) {
        double away = Math.hypot(
                box.x() + box.width() / 2 - frame.width() / 2.0, box.y() + box.height() / 2 - frame.height() / 2.0);
        return box.width() * box.height() / (box.longerSide() + away);
    }

    /** Mean time of a look for faces, in milliseconds. */
    double detectMillis() {
        return millis(detectNanos, detected);
    }

    /**
     * Of all looks the least time of a processor in milliseconds: what other work on the machine has disturbed least. Of one
     * thread; where several share a network's work, of the one that asks.
     */
    double leastMillis() {
        return millis(leastNanos, detected == 0 ? 0 : 1);
    }

    /** Mean time of a face alone, cut out and classified, in milliseconds. */
    double classifyMillis() {
        return millis(classifyNanos, classified);
    }

    private static double millis(long nanos, long times) {
        return times == 0 ? Double.NaN : nanos * 1e-6 / times;
    }
}
