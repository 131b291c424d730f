package io.agender.schemas.calendar;

import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.TimeRange;
import io.agender.schemas.WeekDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * When a place is open, by the wall clock there: what a date says, else what the day of the week says. A time that comes
 * twice, as clocks are set back, is open both times; one that is left out is not.
 *
 * @param hours a week and dates, as they were checked when they were written
 * @param zone whose wall clock it is
 */
public record OpeningTimes(OpeningHours hours, ZoneId zone) {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** Whether it is open at a moment. */
    public boolean isOpenAt(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        int minute = local.getHour() * HOUR + local.getMinute();
        return on(local.toLocalDate()).stream().anyMatch(open -> open.getFrom() <= minute && minute < open.getTo());
    }

    /** The times between two moments at which it is open, ascending; they don't touch. */
    public List<TimeRange> between(Instant from, Instant to) {
        TreeSet<Instant> changes = changes(from, to);
        List<TimeRange> open = new ArrayList<>();
        for (Instant begin : changes.headSet(to)) {
            if (!isOpenAt(begin)) {
                continue;
            }
            Instant end = changes.higher(begin);
            TimeRange last = open.isEmpty() ? null : open.get(open.size() - 1);
            if (last != null && last.getTo().equals(begin)) {
                last.setTo(end);
            } else {
                open.add(new TimeRange(begin, end));
            }
        }
        return open;
    }

    /** The same with no dates but those around a moment, as many as a period that it is in may have. */
    public static OpeningHours around(OpeningHours hours, Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return OpeningHours.newBuilder(hours)
                .setDates(hours.getDates().stream()
                        .filter(date -> {
                            LocalDate one = LocalDate.parse(date.getDate());
                            return one.isAfter(day.minusDays(8)) && one.isBefore(day.plusDays(8));
                        })
                        .toList())
                .build();
    }

    /** The times of a date, in minutes of its day. */
    public List<OpenTime> on(LocalDate date) {
        for (OpenDate other : hours.getDates()) {
            if (other.getDate().equals(date.toString())) {
                return other.getOpen();
            }
        }
        WeekDay weekDay = WeekDay.valueOf(date.getDayOfWeek().name());
        return hours.getWeek().stream()
                .filter(day -> day.getDay() == weekDay)
                .findFirst()
                .map(OpenDay::getOpen)
                .orElse(List.of());
    }

    /** Both moments, and all between them at which it may open or close. */
    private TreeSet<Instant> changes(Instant from, Instant to) {
        TreeSet<Instant> changes = new TreeSet<>();
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(1);
        for (LocalDate day = from.atZone(zone).toLocalDate().minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            for (OpenTime open : on(day)) {
                addMoments(changes, day, open.getFrom());
                addMoments(changes, day, open.getTo());
            }
            addMoments(changes, day, 0); // another day's hours begin
        }
        ZoneRules rules = zone.getRules();
        for (ZoneOffsetTransition next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(to);
                next = rules.nextTransition(next.getInstant())) {
            changes.add(next.getInstant());
        }
        changes.removeIf(time -> !time.isAfter(from) || !time.isBefore(to));
        changes.add(from);
        changes.add(to);
        return changes;
    }

    /** When the clock shows a minute of a day: not at all where clocks are set forward, twice where they are set back. */
    private void addMoments(TreeSet<Instant> moments, LocalDate day, int minute) {
        LocalDateTime local =
                minute == DAY ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.of(minute / HOUR, minute % HOUR));
        zone.getRules().getValidOffsets(local).forEach(offset -> moments.add(local.toInstant(offset)));
    }
}
