package io.agender.vision;

import java.util.List;
import java.util.Optional;

/**
 * A face found in a frame.
 *
 * @param box where it is, in pixels of the original frame
 * @param score the detector's confidence, 0 to 1; 1 for detectors that give none
 * @param landmarks named points; empty for detectors that give none
 * @param pose where the head is turned to; empty where the landmarks don't tell
 */
public record Detection(BoundingBox box, double score, List<Landmark> landmarks, Optional<HeadPose> pose) {

    public Detection {
        landmarks = List.copyOf(landmarks);
    }

    /** A face of whose pose nothing is known. */
    public Detection(BoundingBox box, double score, List<Landmark> landmarks) {
        this(box, score, landmarks, Optional.empty());
    }

    /** The same face with another pose. */
    public Detection with(Optional<HeadPose> known) {
        return new Detection(box, score, landmarks, known);
    }
}
