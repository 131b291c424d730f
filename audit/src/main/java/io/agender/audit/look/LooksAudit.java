package io.agender.audit.look;

import io.agender.audit.Difference;
import io.agender.audit.LookRules;
import io.agender.audit.Places;
import io.agender.schemas.FrameFaces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what agender.faces says of who watched and for how long with the poses of heads in it. Watchers of summaries are
 * counted from these times. Not thread-safe.
 */
public final class LooksAudit {

    private final LookRules rules;
    private final Map<String, CameraLooks> cameras = new HashMap<>();
    private Optional<Difference> difference = Optional.empty();

    /** @param rules what the processors ran with */
    public LooksAudit(LookRules rules) {
        this.rules = rules;
    }

    /** Takes in the next record of agender.faces, those of a camera in their order. */
    public void take(FrameFaces frame) {
        if (difference.isEmpty()) {
            difference = cameras.computeIfAbsent(frame.getCameraId(), camera -> new CameraLooks(rules))
                    .take(frame)
                    .map(field -> Places.FACES.difference(frame.getCameraId(), frame, field));
        }
    }

    /** The first difference; empty when there is none. */
    public Optional<Difference> difference() {
        return difference;
    }
}
