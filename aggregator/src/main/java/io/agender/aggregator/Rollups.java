package io.agender.aggregator;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The periods that can be rolled up: how long they are, where they begin, what they are called. */
final class Rollups {

    private Rollups() {}

    /**
     * Reads names of periods as people write them: {@code hourly,daily}.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what to do
     */
    static Set<RollupPeriod> parse(String text) {
        Set<RollupPeriod> periods = EnumSet.noneOf(RollupPeriod.class);
        if (text != null && !text.isBlank()) {
            for (String name : text.split(",", -1)) {
                periods.add(
                        switch (name.strip().toLowerCase(Locale.ROOT)) {
                            case "hourly" -> RollupPeriod.HOURLY;
                            case "daily" -> RollupPeriod.DAILY;
                            default ->
                                throw new IllegalArgumentException(
                                        "'" + name.strip() + "' is no period; write hourly, daily or hourly,daily");
                        });
            }
        }
        return periods;
    }

    /**
     * Reads names of periods whose summaries are written as rows, too: {@code windows,hourly,daily}.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what to do
     */
    static Set<RowPeriod> parseRows(String text) {
        Set<RowPeriod> periods = EnumSet.noneOf(RowPeriod.class);
        if (text != null && !text.isBlank()) {
            for (String name : text.split(",", -1)) {
                periods.add(
                        switch (name.strip().toLowerCase(Locale.ROOT)) {
                            case "windows" -> RowPeriod.WINDOW;
                            case "hourly" -> RowPeriod.HOURLY;
                            case "daily" -> RowPeriod.DAILY;
                            default ->
                                throw new IllegalArgumentException("'" + name.strip()
                                        + "' is nothing that rows are made of; write windows, hourly, daily or several of"
                                        + " them with commas");
                        });
            }
        }
        return periods;
    }

    /** What the period of an hour or a day is called in rows. */
    static RowPeriod rowPeriod(RollupPeriod period) {
        return RowPeriod.valueOf(period.name());
    }

    static Duration length(RollupPeriod period) {
        return period == RollupPeriod.DAILY ? Duration.ofDays(1) : Duration.ofHours(1);
    }

    static Instant startOf(RollupPeriod period, Instant time) {
        long seconds = length(period).toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    static String topic(RollupPeriod period) {
        return period == RollupPeriod.DAILY ? Topic.SUMMARY_DAILY : Topic.SUMMARY_HOURLY;
    }

    /** A period in which nothing was counted. */
    static RollupSummary.Builder empty(RollupScope scope, RollupPeriod period, Instant start) {
        return RollupSummary.newBuilder()
                .setScope(scope)
                .setPeriod(period)
                .setPeriodStart(start)
                .setPeriodEnd(start.plus(length(period)))
                .setStatus(SummaryStatus.PARTIAL)
                .setRevision(0);
    }
}
