package io.agender.vision.head;

import io.agender.vision.Detection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a detector's raw outputs into detections. Immutable. */
public interface DetectorHead {

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
