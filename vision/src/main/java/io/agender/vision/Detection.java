package io.agender.vision;

import java.util.List;

/**
 * A face found in a frame.
 *
 * @param box where it is, in pixels of the original frame
 * @param score the detector's confidence, 0 to 1; 1 for detectors that give none
 * @param landmarks named points; empty for detectors that give none
 */
public record Detection(BoundingBox box, double score, List<Landmark> landmarks) {

    public Detection {
        landmarks = List.copyOf(landmarks);
    }
}
