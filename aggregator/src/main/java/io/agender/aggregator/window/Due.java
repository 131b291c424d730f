package io.agender.aggregator.window;

import io.agender.aggregator.period.TimedRollup;
import java.util.List;

/**
 * What is to be sent of a camera now, each in order.
 *
 * @param summaries of its windows
 * @param rollups of its hours, days and weeks
 */
public record Due(List<TimedSummary> summaries, List<TimedRollup> rollups) {

    public static final Due NOTHING = new Due(List.of(), List.of());
}
