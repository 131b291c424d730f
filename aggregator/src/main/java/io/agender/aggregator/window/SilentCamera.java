package io.agender.aggregator.window;

import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraState;
import io.agender.schemas.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a mark speaks of a camera's state. Marks and faces come from two topics, and either may be read ahead of
 * the other; so a mark names the last frame that was sent before it, and counts for the state that ends with just that
 * frame. One that is ahead of the faces is passed over, for the next one says the same; one that is behind says nothing of
 * a camera that has been heard since.
 */
public final class SilentCamera {

    private SilentCamera() {}

    /** How long the camera has been silent since the last frame of its state; empty when the mark speaks of another. */
    public static Optional<Duration> silence(CameraState state, CameraProgress mark) {
        List<StreamPosition> runs = state.getStreams();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        StreamPosition newest = runs.get(runs.size() - 1);
        return newest.getStreamId().equals(mark.getStreamId()) && newest.getLastSequence() == mark.getLastSequence()
                ? Optional.of(Duration.between(mark.getSilentSince(), mark.getUpTo()))
                : Optional.empty();
    }
}
