package io.agender.inference;

import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.TrackerConfig;
import java.time.Duration;

/**
 * How faces are followed. All times are the camera's own, not the wall clock's.
 *
 * @param lostAfter how long a face may be out of sight and still keep its track. Longer: fewer tracks per visit when faces
 *     turn away, but a later end of each, and sooner one track for two people
 * @param confirmHits how often a face must be seen before it gets a track id. Higher: fewer tracks of what is no face,
 *     but a short visit may get none
 * @param classifyInterval how long an estimate of gender and age stands before the next; zero to classify every face in
 *     every frame. Longer: less work, and fewer estimates in a track's mean
 * @param detectInterval how long the detector may rest while boxes are predicted; zero to look at every frame. Longer:
 *     less work, boxes less exact, new faces found later
 */
public record TrackingConfig(Duration lostAfter, int confirmHits, Duration classifyInterval, Duration detectInterval) {

    /** @param minScore from which score on a detection may begin a track */
    TrackerConfig tracker(double minScore) {
        TrackerConfig defaults = TrackerConfig.DEFAULTS;
        return defaults.withScores(minScore, Math.min(minScore, defaults.lowScore()))
                .withConfirmHits(confirmHits)
                .withLostAfter(lostAfter);
    }

    ClassifySchedule schedule() {
        return new ClassifySchedule(classifyInterval, ClassifySchedule.DEFAULTS.improvement());
    }
}
