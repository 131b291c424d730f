package io.agender.vision.track;

import io.agender.vision.HeadPose;
import java.time.Duration;
import java.util.Objects;

/**
 * When a face counts as watching. Immutable.
 *
 * @param maxYaw up to how many degrees to either side it may be turned, 0 to 90. Raising it counts who passes with half an
 *     eye, and faces whose pose is told wrongly; how wrongly is in docs/accuracy.md
 * @param maxPitch the same up and down; pitch is told far less surely than yaw
 * @param minTime how long a look lasts at least, by the camera's clock. Raising it spares glances, and poses that are
 *     wrong for a frame
 */
public record AttentionRules(double maxYaw, double maxPitch, Duration minTime) {

    /** Half way between the labelled yaws of 15 and 30 degrees, and no limit of pitch that costs the labelled heads anything. */
    public static final AttentionRules DEFAULTS = new AttentionRules(22.5, 60, Duration.ofMillis(300));

    /**
     * Two sights of a face, with none between them that tells otherwise, are one look when they are no further apart: so
     * long a face may rest in the detector's pauses, or be hidden.
     */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private static final double MOST = 90;

    public AttentionRules {
        Objects.requireNonNull(minTime, "minTime");
        if (!(maxYaw >= 0 && maxYaw <= MOST && maxPitch >= 0 && maxPitch <= MOST)) {
            throw new IllegalArgumentException("the angles of a look are between 0 and " + MOST + " degrees");
        }
        if (minTime.isNegative()) {
            throw new IllegalArgumentException("the time of a look must be 0 or more: " + minTime);
        }
    }

    /** Whether a look can go on over such a time between two sights. */
    public static boolean isBridged(Duration gap) {
        return !gap.isNegative() && gap.compareTo(LONGEST_GAP) <= 0;
    }

    boolean watches(HeadPose pose) {
        return Math.abs(pose.yaw()) <= maxYaw && Math.abs(pose.pitch()) <= maxPitch;
    }
}
