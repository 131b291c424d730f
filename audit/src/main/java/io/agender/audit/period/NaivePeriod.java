package io.agender.audit.period;

import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import java.time.Instant;

/**
 * An hour, a day or a week, or what of it is within opening hours. It is known by its start: where time zones differ, it may
 * end when the later one says.
 *
 * @param start inclusive
 */
record NaivePeriod(RollupPeriod length, Instant start, RollupHours hours) {}
