package io.agender.audit;

import java.time.Duration;
import java.util.List;

/**
 * How agender.faces was summed up: the settings that the aggregator ran with.
 *
 * @param window length of a window; windows are aligned to multiples of it since 1970-01-01 UTC
 * @param grace how far a camera's clock passes the end of a window before it closes
 * @param idle how long a camera must be silent before its windows close without a frame
 * @param partialInterval how much of the camera's time lies between two partial summaries; zero for none
 * @param ageBands lower bounds of the age bands in completed years, ascending
 */
public record SummaryRules(
        Duration window, Duration grace, Duration idle, Duration partialInterval, List<Integer> ageBands) {

    public SummaryRules {
        ageBands = List.copyOf(ageBands);
    }
}
