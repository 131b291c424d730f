package io.agender.audit.period;

import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When a place is open, asked of every minute.
 *
 * @param hours a week and dates that differ
 * @param zone whose clock it is
 */
record NaiveHours(OpeningHours hours, ZoneId zone) {

    private static final int MINUTES = 60;

    boolean isOpenAt(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        int minute = local.getHour() * MINUTES + local.getMinute();
        return openOn(local.toLocalDate()).stream().anyMatch(open -> minute >= open.getFrom() && minute < open.getTo());
    }

    private List<OpenTime> openOn(LocalDate date) {
        return hours.getDates().stream()
                .filter(other -> LocalDate.parse(other.getDate()).equals(date))
                .map(OpenDate::getOpen)
                .findFirst()
                .orElseGet(() -> hours.getWeek().stream()
                        .filter(day ->
                                day.getDay().name().equals(date.getDayOfWeek().name()))
                        .map(OpenDay::getOpen)
                        .findFirst()
                        .orElse(List.of()));
    }

    /** How long it is open between two moments, of which the first is at a full minute. */
    Duration openBetween(Instant from, Instant to) {
        Duration open = Duration.ZERO;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(MINUTES)) {
            if (isOpenAt(minute)) {
                Instant next = minute.plusSeconds(MINUTES);
                open = open.plus(Duration.between(minute, next.isBefore(to) ? next : to));
            }
        }
        return open;
    }
}
