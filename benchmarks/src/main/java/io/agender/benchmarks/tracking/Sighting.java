package io.agender.benchmarks.tracking;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.track.TrackedFace;
import java.time.Duration;

/**
 * A face that the tracker reported in a frame.
 *
 * @param position presentation time of the frame
 * @param face the face and its track
 * @param own what this frame alone says
 * @param quality how much that tells, 0 to 1
 * @param classified whether the schedule asked for it
 * @param track what the classified frames of the track say up to this one
 */
record Sighting(
        Duration position,
        TrackedFace face,
        FaceAttributes own,
        double quality,
        boolean classified,
        FaceAttributes track) {

    /** Whether the track's gender is decided. */
    boolean named() {
        return track.gender() != Gender.UNKNOWN;
    }
}
