package io.agender.aggregator.period;

import io.agender.schemas.RollupSummary;
import java.time.Instant;

/**
 * An hour, a day or a week on its way out.
 *
 * @param time its record timestamp: the end of the period when final, the camera's clock when partial
 */
public record TimedRollup(RollupSummary rollup, Instant time) {}
