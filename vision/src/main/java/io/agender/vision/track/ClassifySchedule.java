package io.agender.vision.track;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When a track is classified: at once, then at an interval, and whenever a clearly better crop turns up. Immutable.
 *
 * @param interval time between two classifications of a track, by the camera's clock; zero for every frame. Raising it
 *     saves time, and makes the track's estimate settle later
 * @param improvement how much better than the best so far a crop must be to be classified before its time, more than 0.
 *     Raising it saves time, and misses good crops; quality goes from 0 to 1, so a track has at most 1 / improvement
 *     such crops
 */
public record ClassifySchedule(Duration interval, double improvement) {

    /** Once a second, or when a crop is better by 0.15. */
    public static final ClassifySchedule DEFAULTS = new ClassifySchedule(Duration.ofSeconds(1), 0.15);

    public ClassifySchedule {
        Objects.requireNonNull(interval, "interval");
        if (interval.isNegative()) {
            throw new IllegalArgumentException("the interval of classification must be 0 or more: " + interval);
        }
        if (!(improvement > 0)) {
            throw new IllegalArgumentException("the improvement must be more than 0: " + improvement);
        }
    }

    /**
     * Whether a crop of a track should be classified.
     *
     * @param quality the crop's {@link FaceQuality}
     * @param time when it was captured
     */
    public boolean isDue(Track track, double quality, Instant time) {
        return track.classifiedAt()
                .map(last -> Duration.between(last, time).compareTo(interval) >= 0
                        || quality >= track.bestQuality() + improvement)
                .orElse(true);
    }
}
