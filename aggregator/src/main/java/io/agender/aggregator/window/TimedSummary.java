package io.agender.aggregator.window;

import io.agender.schemas.DemographicSummary;
import java.time.Instant;

/**
 * A summary on its way out.
 *
 * @param time its record timestamp: the end of the window when final, the camera's clock when partial
 */
public record TimedSummary(DemographicSummary summary, Instant time) {}
