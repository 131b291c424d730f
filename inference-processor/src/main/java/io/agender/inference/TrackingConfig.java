package io.agender.inference;

import io.agender.vision.track.AttentionRules;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.DetectInterval;
import io.agender.vision.track.TrackerConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How faces are followed. All times are the camera's own, not the wall clock's.
 *
 * @param thresholds the tracker's, but for the scores, which follow from the detector
 * @param classifyInterval how long an estimate of gender and age stands before the next; zero to classify every face in
 *     every frame. Longer: less work, and fewer estimates in a track's mean
 * @param detectInterval how long the detector may rest while boxes are predicted. Longer: less work, boxes less exact, new
 *     faces found later
 * @param attention when a face counts as watching; empty where that is not measured
 */
public record TrackingConfig(
        TrackerConfig thresholds,
        Duration classifyInterval,
        DetectInterval detectInterval,
        Optional<AttentionRules> attention) {

    /** With the default rules of watching. */
    public TrackingConfig(TrackerConfig thresholds, Duration classifyInterval, DetectInterval detectInterval) {
        this(thresholds, classifyInterval, detectInterval, Optional.of(AttentionRules.DEFAULTS));
    }

    /** @param minScore from which score on a detection may begin a track */
    TrackerConfig tracker(double minScore) {
        return thresholds.withScores(minScore, thresholds.lowScore());
    }

    /** When a track is classified. */
    public ClassifySchedule schedule() {
        return new ClassifySchedule(classifyInterval, ClassifySchedule.DEFAULTS.improvement());
    }
}
