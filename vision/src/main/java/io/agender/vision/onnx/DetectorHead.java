package io.agender.vision.onnx;

import io.agender.vision.Detection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a detector's raw outputs into detections. Immutable. */
interface DetectorHead {

    /** Checks that the network has the outputs that this head reads. */
    void check(OrtModel model);

    /** Names of the outputs that this head reads. */
    Set<String> outputs();

    /**
     * All detections with at least this score, overlapping ones too, in pixels of the network's input.
     *
     * @param outputs the numbers of each output for one picture
     */
    List<Detection> decode(Map<String, float[]> outputs, double minScore);
}
