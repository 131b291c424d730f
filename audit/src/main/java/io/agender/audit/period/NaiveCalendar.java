package io.agender.audit.period;

import io.agender.schemas.RollupPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Which hour, day or week a moment is in, found by asking the clock of a place at other moments: an hour is all seconds
 * around in which it shows the same hour, by the same offset; a day begins with the first moment that shows its date, and
 * weeks with that of a Monday. Not thread-safe.
 */
final class NaiveCalendar {

    private static final long TWO_DAYS = 2 * 86_400;
    private static final long TEN_DAYS = 10 * 86_400;

    private final Map<Place, Span> known = new HashMap<>();

    private record Place(RollupPeriod length, ZoneId zone) {}

    private record Shown(Object hour, ZoneOffset offset) {}

    /** From a moment on to another. */
    record Span(Instant start, Instant end) {

        boolean holds(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    /** The hour, day or week that a moment is in. */
    Span at(RollupPeriod length, ZoneId zone, Instant time) {
        Span last = known.get(new Place(length, zone));
        if (last != null && last.holds(time)) {
            return last;
        }
        Span span =
                switch (length) {
                    case HOURLY -> hour(zone, time);
                    case DAILY -> span(time, TWO_DAYS, second -> day(zone, second));
                    case WEEKLY ->
                        span(time, TEN_DAYS, second -> day(zone, second)
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
                    case UNKNOWN -> throw new IllegalArgumentException("a period of unknown length");
                };
        known.put(new Place(length, zone), span);
        return span;
    }

    private static Span hour(ZoneId zone, Instant time) {
        Shown now = shown(zone, time);
        Instant start = time.truncatedTo(ChronoUnit.SECONDS);
        while (shown(zone, start.minusSeconds(1)).equals(now)) {
            start = start.minusSeconds(1);
        }
        Instant end = time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (shown(zone, end).equals(now)) {
            end = end.plusSeconds(1);
        }
        return new Span(start, end);
    }

    private static Shown shown(ZoneId zone, Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return new Shown(local.toLocalDateTime().truncatedTo(ChronoUnit.HOURS), local.getOffset());
    }

    /** The latest date that was shown by then: one that has begun goes on where clocks are set back over midnight. */
    private static LocalDate day(ZoneId zone, Instant time) {
        LocalDate day = time.atZone(zone).toLocalDate();
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition set = rules.previousTransition(time.plusNanos(1));
        if (set != null && set.isOverlap()) {
            LocalDate before = set.getInstant().minusNanos(1).atZone(zone).toLocalDate();
            day = before.isAfter(day) ? before : day;
        }
        return day;
    }

    /** All moments around with the same date, which never goes back; none is farther away than so many seconds. */
    private static Span span(Instant time, long most, Function<Instant, LocalDate> date) {
        LocalDate now = date.apply(time);
        long begun = time.getEpochSecond();
        long before = begun - most;
        while (begun - before > 1) {
            long middle = (begun + before) / 2;
            if (date.apply(Instant.ofEpochSecond(middle)).equals(now)) {
                begun = middle;
            } else {
                before = middle;
            }
        }
        long last = time.getEpochSecond();
        long over = last + most;
        while (over - last > 1) {
            long middle = (over + last) / 2;
            if (date.apply(Instant.ofEpochSecond(middle)).equals(now)) {
                last = middle;
            } else {
                over = middle;
            }
        }
        return new Span(Instant.ofEpochSecond(begun), Instant.ofEpochSecond(over));
    }
}
