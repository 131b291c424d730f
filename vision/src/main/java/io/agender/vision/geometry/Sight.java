package io.agender.vision.geometry;

import io.agender.models.DetectorSpec;
import io.agender.models.DetectorSpec.FaceRange;
import io.agender.models.InputSpec;
import java.util.Optional;

/**
 * What a detector's network sees at one look, and which faces it finds there.
 *
 * @param width width of its input in pixels
 * @param height height of its input in pixels
 * @param anySize whether the input can be smaller and larger
 * @param smallest of faces whose longer side has so many pixels of the input and more, it finds nearly all
 * @param largest of faces with more pixels that is not known
 */
public record Sight(int width, int height, boolean anySize, double smallest, double largest) {

    /** What is assumed of a detector that nobody has measured, in parts of its input's shorter side: cautious, so that tiles overlap enough. */
    private static final double UNKNOWN_SMALLEST = 1.0 / 8;

    private static final double UNKNOWN_LARGEST = 3.0 / 4;

    /** What a detector's descriptor says; empty for what is no network. */
    public static Optional<Sight> of(DetectorSpec detector) {
        return detector.head().networkInput().map(input -> of(detector, input));
    }

    private static Sight of(DetectorSpec detector, InputSpec input) {
        int side = Math.min(input.width(), input.height());
        FaceRange faces = detector.faces() == null
                ? new FaceRange(side * UNKNOWN_SMALLEST, side * UNKNOWN_LARGEST)
                : detector.faces();
        return new Sight(input.width(), input.height(), detector.head().anySize(), faces.smallest(), faces.largest());
    }

    /** Pixels of the input for each pixel of a frame that is seen whole, when nothing else is asked for. */
    public double scale(int frameWidth, int frameHeight) {
        return Math.min((double) width / frameWidth, (double) height / frameHeight);
    }
}
