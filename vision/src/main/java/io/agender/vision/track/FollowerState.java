package io.agender.vision.track;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a {@link FaceFollower} knows of one stream; plain values that can be kept in a store. Immutable.
 *
 * @param tracks the tracks
 * @param detectedAt when the detector last looked, by the camera's clock; empty before it ever did
 */
public record FollowerState(TrackerState tracks, Optional<Instant> detectedAt) {

    /** What is known before the first frame: nothing. */
    public static final FollowerState INITIAL = new FollowerState(TrackerState.initial(), Optional.empty());

    public FollowerState {
        Objects.requireNonNull(tracks, "tracks");
        Objects.requireNonNull(detectedAt, "detectedAt");
    }
}
