package io.agender.dashboard.report;

import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How long the time is that a record tells of, all its cameras together. Of what is within opening hours no record says it, so
 * it is worked out of the settings. Not thread-safe.
 *
 * @param cameras those that have records beside it, of which a site's is made
 */
record RecordTime(OpenTimes open, Collection<String> cameras) {

    /** In seconds; 0 where nobody knows. */
    long seconds(RollupSummary rollup) {
        Instant from = rollup.getPeriodStart();
        Instant to = rollup.getPeriodEnd();
        if (rollup.getHours() != RollupHours.OPEN) {
            return Math.max(1, rollup.getCameras()) * Duration.between(from, to).toSeconds();
        }
        return (rollup.getScope() == RollupScope.CAMERA ? List.of(rollup.getCameraId()) : cameras)
                .stream()
                        .flatMap(camera -> open.between(camera, LocalPeriods.zone(rollup), from, to).stream())
                        .mapToLong(RecordTime::seconds)
                        .sum();
    }

    static long seconds(List<TimeRange> times) {
        return times.stream()
                .mapToLong(
                        time -> Duration.between(time.getFrom(), time.getTo()).toSeconds())
                .sum();
    }
}
