package io.agender.audit;

import io.agender.schemas.RollupPeriod;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How agender.faces was summed up: the settings that the aggregator ran with.
 *
 * @param window length of a window; windows are aligned to multiples of it since 1970-01-01 UTC
 * @param grace how far a camera's clock passes the end of a window before it closes
 * @param idle how long a camera must be silent before its windows close without a frame
 * @param partialInterval how much of the camera's time lies between two partial summaries; zero for none
 * @param ageBands lower bounds of the age bands in completed years, ascending
 * @param rollups into what windows are summed up
 * @param timeZone whose hours, days and weeks those of a camera are of whose time zone nothing is known
 * @param minCount the least count of people that is published; 0 or 1 where nothing is withheld
 */
public record SummaryRules(
        Duration window,
        Duration grace,
        Duration idle,
        Duration partialInterval,
        List<Integer> ageBands,
        Set<RollupPeriod> rollups,
        ZoneId timeZone,
        int minCount) {

    public SummaryRules {
        ageBands = List.copyOf(ageBands);
        rollups = rollups.isEmpty() ? Set.of() : EnumSet.copyOf(rollups);
    }

    /** Without hours and days, and nothing withheld. */
    public SummaryRules(
            Duration window, Duration grace, Duration idle, Duration partialInterval, List<Integer> ageBands) {
        this(window, grace, idle, partialInterval, ageBands, Set.of(), ZoneOffset.UTC, 0);
    }
}
