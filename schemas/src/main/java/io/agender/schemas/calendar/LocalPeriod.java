package io.agender.schemas.calendar;

import io.agender.schemas.RollupPeriod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * An hour, a day or a week of a place, by the wall clock there. Each moment is in just one of each kind, and each begins
 * where the one before ends.
 *
 * <p>A day begins with the first moment of its date, which is not midnight where clocks are set forward then, and ends where
 * the next one begins; so it has 23 or 25 hours when clocks are set. Where they are set back over midnight, what of the day
 * before comes again belongs to the day that has begun. A date that a place has left out has no day. A week begins with
 * Monday, as ISO 8601 has it.
 *
 * <p>An hour is as long as the clock shows the same one. When clocks are set it ends; so an hour that comes twice is two,
 * and where clocks are set by half an hour there is one of 30 minutes.
 *
 * @param length which of the three it is
 * @param start its first moment
 * @param end the first moment after it
 */
public record LocalPeriod(RollupPeriod length, Instant start, Instant end) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** The period that a moment is in. */
    public static LocalPeriod at(RollupPeriod length, ZoneId zone, Instant time) {
        return switch (length) {
            case HOURLY -> hour(zone, time);
            case DAILY -> {
                LocalDate day = dayOf(zone, time);
                yield new LocalPeriod(length, begin(zone, day), begin(zone, day.plusDays(1)));
            }
            case WEEKLY -> {
                LocalDate monday = dayOf(zone, time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new LocalPeriod(length, begin(zone, monday), begin(zone, monday.plusWeeks(1)));
            }
            case UNKNOWN -> throw new IllegalArgumentException("A period of unknown length has no place in time.");
        };
    }

    /** Whether a moment is in it. */
    public boolean holds(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    private static LocalPeriod hour(ZoneId zone, Instant time) {
        ZoneRules rules = zone.getRules();
        ZoneOffset offset = rules.getOffset(time);
        Instant start = LocalDateTime.ofInstant(time, offset)
                .truncatedTo(ChronoUnit.HOURS)
                .toInstant(offset);
        Instant end = start.plus(HOUR);
        ZoneOffsetTransition before = rules.previousTransition(time.plusNanos(1));
        if (before != null && before.getInstant().isAfter(start)) {
            start = before.getInstant();
        }
        ZoneOffsetTransition after = rules.nextTransition(time);
        if (after != null && after.getInstant().isBefore(end)) {
            end = after.getInstant();
        }
        return new LocalPeriod(RollupPeriod.HOURLY, start, end);
    }

    /** The date whose day a moment is in: what the calendar there shows, but a day that has begun does not end for an hour. */
    private static LocalDate dayOf(ZoneId zone, Instant time) {
        LocalDate day = time.atZone(zone).toLocalDate();
        while (!time.isBefore(begin(zone, day.plusDays(1)))) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant begin(ZoneId zone, LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
