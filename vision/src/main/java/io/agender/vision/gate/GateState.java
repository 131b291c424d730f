package io.agender.vision.gate;

import io.agender.vision.BoundingBox;
import io.agender.vision.Mosaic;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link MotionGate} knows of a stream; plain values that can be kept in a store. Immutable.
 *
 * @param searchedAt when the detector last looked, by the camera's clock
 * @param changedAt when something last changed, or somebody was there
 * @param searched the view when it was last compared and searched; empty while somebody is there
 * @param hint where the detector last saw something too weak to be a face by itself; empty where it saw nothing
 * @param noise how much the view varies while nobody is there
 */
public record GateState(
        Instant searchedAt, Instant changedAt, Optional<Mosaic> searched, Optional<BoundingBox> hint, Noise noise) {

    public GateState {
        Objects.requireNonNull(searchedAt, "searchedAt");
        Objects.requireNonNull(changedAt, "changedAt");
        Objects.requireNonNull(searched, "searched");
        Objects.requireNonNull(hint, "hint");
        Objects.requireNonNull(noise, "noise");
    }
}
