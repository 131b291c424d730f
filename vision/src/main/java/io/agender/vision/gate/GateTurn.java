package io.agender.vision.gate;

import io.agender.vision.Glance;
import java.util.Optional;

/**
 * What the gate says of a frame.
 *
 * @param still the frame as it was seen, where nothing has changed and it is not to be searched; empty where it is
 * @param alone what is known after it if nobody is found; empty for nothing
 */
record GateTurn(Optional<Glance> still, Optional<GateState> alone) {

    static GateTurn still(GateState known, Glance glance) {
        return new GateTurn(Optional.of(glance), Optional.of(known));
    }

    static GateTurn search(GateState alone) {
        return new GateTurn(Optional.empty(), Optional.of(alone));
    }

    /** The frame can't be compared, and tells nothing of the next. */
    static GateTurn blind() {
        return new GateTurn(Optional.empty(), Optional.empty());
    }
}
