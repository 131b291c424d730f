package io.agender.vision.head;

import io.agender.models.InputSpec;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.MeanFace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a kind of detector network is fed and its raw outputs are read. Immutable. */
public interface DetectorHead {

    /** What the network is fed, at most. */
    InputSpec input();

    /** The dimensions of the network's input; -1 for any size. */
    default long[] inputShape() {
        return InputShape.of(input(), 1);
    }

    /** How a frame is put into the input. */
    default Letterbox letterbox(int frameWidth, int frameHeight) {
        return Letterbox.fit(frameWidth, frameHeight, input().width(), input().height());
    }

    /**
     * How a picture is put into an input of another size, for a network that takes any.
     *
     * @param longerSide of the picture in the input, in pixels; a network with a fixed input does not mind it
     */
    default Letterbox letterbox(int frameWidth, int frameHeight, int longerSide) {
        return letterbox(frameWidth, frameHeight);
    }

    /** Whether a frame is squeezed into the input, whatever becomes of its shape. */
    default boolean squeezes() {
        return false;
    }

    /** Where the landmarks of its faces are on a head; empty where it gives none. */
    default Optional<MeanFace> meanFace() {
        return Optional.empty();
    }

    /** Of boxes that overlap by more than this IoU only the best counts, 0 to 1. */
    double maxOverlap();

    /** Checks that the network has the outputs that this head reads. */
    void check(Network network);

    /** Names of the outputs that this head reads. */
    Set<String> outputs();

    /**
     * All detections with at least this score, overlapping ones too, in pixels of the network's input.
     *
     * @param outputs the numbers of each output for one picture
     * @param width width of the network's input in pixels
     * @param height height of the network's input in pixels
     * @throws io.agender.vision.VisionException when the numbers are not finite, or not as many as they must be
     */
    List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore);
}
