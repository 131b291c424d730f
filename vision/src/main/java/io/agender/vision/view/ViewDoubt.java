package io.agender.vision.view;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long a view has looked impaired in some way, less the time for which it did not. Only the time between two looks
 * that say the same counts, so that one odd frame changes nothing, however long before it none came. Immutable.
 *
 * @param kind the way
 * @param since the first look that said so after the view was last clear for as long as would end what is told
 * @param held for how long; at most until it is told
 * @param clear for how long it has looked well since then, less the time for which it did not
 * @param told whether it is told
 * @param last whether the last look said so
 */
public record ViewDoubt(ViewKind kind, Instant since, Duration held, Duration clear, boolean told, boolean last) {

    static ViewDoubt none(ViewKind kind) {
        return new ViewDoubt(kind, Instant.EPOCH, Duration.ZERO, Duration.ZERO, false, false);
    }

    /** Whether there is nothing to be remembered. */
    boolean isNone() {
        return held.isZero() && !told && !last;
    }

    /** @param passed time since the last look */
    ViewDoubt look(boolean now, Instant time, Duration passed, ViewConfig config) {
        Duration most = config.toldAfter(kind);
        Duration enough = config.clearAfter(kind);
        Duration counts = now == last ? passed : Duration.ZERO;
        Duration longer = within(most, held.plus(now ? counts : counts.negated()));
        Duration clearer = within(enough, clear.plus(now ? counts.negated() : counts));
        if (told && !now && longer.compareTo(most.minus(enough)) <= 0) {
            return none(kind);
        }
        boolean begins = now && !last && !told && (held.isZero() || clear.compareTo(enough) >= 0);
        return new ViewDoubt(
                kind,
                begins ? time : since,
                longer,
                begins ? Duration.ZERO : clearer,
                told || now && longer.compareTo(most) >= 0,
                now);
    }

    private static Duration within(Duration most, Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(most) < 0 ? time : most;
    }
}
