package io.agender.vision.view;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long a view has looked impaired in some way, less the time for which it did not. Only the time between two looks
 * that say the same counts, so that one odd frame changes nothing, however long before it none came. Immutable.
 *
 * @param kind the way
 * @param since the first look that said so
 * @param held for how long; at most until it is told
 * @param told whether it is told
 * @param last whether the last look said so
 */
public record ViewDoubt(ViewKind kind, Instant since, Duration held, boolean told, boolean last) {

    static ViewDoubt none(ViewKind kind) {
        return new ViewDoubt(kind, Instant.EPOCH, Duration.ZERO, false, false);
    }

    /** Whether there is nothing to be remembered. */
    boolean isNone() {
        return held.isZero() && !told && !last;
    }

    /** @param passed time since the last look */
    ViewDoubt look(boolean now, Instant time, Duration passed, ViewConfig config) {
        Duration most = config.toldAfter(kind);
        Duration longer = now == last ? held.plus(now ? passed : passed.negated()) : held;
        Duration bounded = longer.isNegative() ? Duration.ZERO : longer.compareTo(most) < 0 ? longer : most;
        boolean over = bounded.compareTo(most.minus(config.clearAfter(kind))) <= 0 && !now;
        if (told && over) {
            return none(kind);
        }
        boolean begins = now && !last && held.isZero() && !told;
        return new ViewDoubt(kind, begins ? time : since, bounded, told || now && bounded.compareTo(most) >= 0, now);
    }
}
