package io.agender.audit;

import java.time.Duration;

/**
 * When a face watches: the settings that the processors ran with.
 *
 * @param maxYaw up to how many degrees it may be turned to a side
 * @param maxPitch up to how many degrees up or down
 * @param minTime how long a look lasts at least
 */
public record LookRules(double maxYaw, double maxPitch, Duration minTime) {

    /** Those that are documented where none are set. */
    public static final LookRules DEFAULTS = new LookRules(22.5, 60, Duration.ofMillis(300));
}
