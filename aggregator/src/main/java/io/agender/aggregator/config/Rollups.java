package io.agender.aggregator.config;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.Topic;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The periods that can be rolled up: what they are called, where they are sent, whose clock they go by. */
public final class Rollups {

    private Rollups() {}

    /**
     * Reads names of periods as people write them: {@code hourly,daily,weekly}; {@code none} for none.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what to do
     */
    static Set<RollupPeriod> parse(String text) {
        Set<RollupPeriod> periods = EnumSet.noneOf(RollupPeriod.class);
        if (text != null && !text.isBlank() && !text.strip().equalsIgnoreCase(AggregatorConfig.NO_ROLLUPS)) {
            for (String name : text.split(",", -1)) {
                periods.add(
                        switch (name.strip().toLowerCase(Locale.ROOT)) {
                            case "hourly" -> RollupPeriod.HOURLY;
                            case "daily" -> RollupPeriod.DAILY;
                            case "weekly" -> RollupPeriod.WEEKLY;
                            default ->
                                throw new IllegalArgumentException("'" + name.strip()
                                        + "' is no period; write hourly, daily, weekly, several of them with commas,"
                                        + " or none");
                        });
            }
        }
        return periods;
    }

    /**
     * Reads names of periods whose summaries are written as rows, too: {@code windows,hourly,daily,weekly}.
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
                            case "weekly" -> RowPeriod.WEEKLY;
                            default ->
                                throw new IllegalArgumentException("'" + name.strip()
                                        + "' is nothing that rows are made of; write windows, hourly, daily, weekly or"
                                        + " several of them with commas");
                        });
            }
        }
        return periods;
    }

    /** What the period of an hour, a day or a week is called in rows. */
    public static RowPeriod rowPeriod(RollupPeriod period) {
        return RowPeriod.valueOf(period.name());
    }

    /** The topic that periods of a length are sent to, of all hours. */
    public static String topic(RollupPeriod period) {
        return switch (period) {
            case DAILY -> Topic.SUMMARY_DAILY;
            case WEEKLY -> Topic.SUMMARY_WEEKLY;
            default -> Topic.SUMMARY_HOURLY;
        };
    }

    /** A time zone by its name; empty where there is none, or where this machine does not know it. */
    public static Optional<ZoneId> zone(String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
