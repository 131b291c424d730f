package io.agender.launcher.export;

import io.agender.launcher.read.ReadPlan;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which summaries are exported.
 *
 * @param period how long their periods are
 * @param from periods that begin before are left out
 * @param to periods that begin then or later are left out
 * @param open whether they are of opening hours; of hours, days and weeks
 * @param scope whose they are
 * @param cameras only these, or labels of sites; all if empty
 * @param zone of local times
 * @param ofPlaces whether those of hours, days and weeks are of their own time zone
 */
public record ExportPlan(
        RowPeriod period,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean open,
        RollupScope scope,
        Set<String> cameras,
        ZoneId zone,
        boolean ofPlaces) {

    public ExportPlan {
        cameras = Set.copyOf(cameras);
    }

    /** Where the summaries are. */
    public String topic() {
        if (open) {
            return Topic.SUMMARY_OPEN;
        }
        return switch (period) {
            case HOURLY -> Topic.SUMMARY_HOURLY;
            case DAILY -> Topic.SUMMARY_DAILY;
            case WEEKLY -> Topic.SUMMARY_WEEKLY;
            case WINDOW, UNKNOWN -> Topic.SUMMARY;
        };
    }

    /**
     * How their topic is read: from the first record that can be of such a period to the end, for what is late comes after
     * what is not.
     */
    public ReadPlan reading() {
        return new ReadPlan(
                topic(),
                from.map(StartPosition::at).orElse(StartPosition.beginning()),
                Optional.empty(),
                Optional.empty(),
                cameras,
                OptionalLong.empty(),
                false);
    }

    boolean wants(RollupSummary rollup) {
        return rollup.getScope() == scope
                && rollup.getPeriod().name().equals(period.name())
                && wants(rollup.getPeriodStart());
    }

    boolean wants(Instant start) {
        return from.map(first -> !start.isBefore(first)).orElse(true)
                && to.map(start::isBefore).orElse(true);
    }
}
