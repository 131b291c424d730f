package io.agender.dashboard.report;

import io.agender.schemas.RollupHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a report is of.
 *
 * @param hours ALL, or OPEN for what is within opening hours
 * @param from first local date
 * @param to last local date
 */
public record ReportQuery(Subject subject, RollupHours hours, LocalDate from, LocalDate to) {

    /** A year and what it is compared with. */
    public static final int MAX_DAYS = 400;

    private static final int DAYS_OF_WEEK = 7;

    /** Beyond that hours are left out. */
    static final int MAX_DAYS_OF_HOURS = 35;

    /** Some dates that others are compared with. */
    record Span(String name, LocalDate from, LocalDate to) {

        SortedSet<LocalDate> dates() {
            SortedSet<LocalDate> dates = new TreeSet<>();
            from.datesUntil(to.plusDays(1)).forEach(dates::add);
            return dates;
        }

        boolean contains(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }

        /** Whether it is a week from Monday to Sunday. */
        boolean isWeek() {
            return from.getDayOfWeek() == DayOfWeek.MONDAY && to.equals(from.plusDays(6));
        }
    }

    /** Of whole days. */
    public ReportQuery(Subject subject, LocalDate from, LocalDate to) {
        this(subject, RollupHours.ALL, from, to);
    }

    boolean isOfOpeningHours() {
        return hours == RollupHours.OPEN;
    }

    int days() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    Span span() {
        return new Span("ASKED", from, to);
    }

    /** What it is compared with: of a day the day before and the same day a week before, else as many days before. */
    List<Span> compared() {
        List<Span> spans = new ArrayList<>();
        if (days() == 1) {
            spans.add(new Span("DAY_BEFORE", from.minusDays(1), from.minusDays(1)));
            spans.add(new Span("WEEK_BEFORE", from.minusDays(DAYS_OF_WEEK), from.minusDays(DAYS_OF_WEEK)));
        } else {
            String name = span().isWeek() ? "WEEK_BEFORE" : "PERIOD_BEFORE";
            spans.add(new Span(name, from.minusDays(days()), from.minusDays(1)));
        }
        return spans;
    }

    /** Whether a week that is asked for, or that it is compared with, begins with a date. */
    boolean isWeekFrom(LocalDate date) {
        return Stream.concat(Stream.of(span()), compared().stream())
                .anyMatch(span -> span.isWeek() && span.from().equals(date));
    }

    /** How many days before a date the one is that is shown beside it. */
    int daysBefore() {
        return days() == 1 ? DAYS_OF_WEEK : days();
    }

    boolean hasHours() {
        return days() <= MAX_DAYS_OF_HOURS;
    }
}
