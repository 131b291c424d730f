package io.agender.dashboard.report;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads the days, hours and weeks of some dates, a few dates at a time: fewer the more cameras there are. Hours are read with
 * the days where they are shown, and after them where days alone don't tell. Not thread-safe.
 */
final class DayReader {

    /** Dates of one camera with their hours, some kilobytes each. */
    private static final int IN_MEMORY = 300;

    private final Periods periods;
    private final ReportQuery query;
    private final Map<LocalDate, List<RollupSummary>> weeks = new HashMap<>();

    DayReader(Periods periods, ReportQuery query) {
        this.periods = periods;
        this.query = query;
    }

    /** Hands over what there is of each date. */
    void read(SortedSet<LocalDate> dates, BiConsumer<LocalDate, SortedMap<Source, SourceDay>> taker) {
        int sources = query.subject().kind() == Subject.Kind.CAMERA
                ? 1
                : Math.max(1, periods.known().cameras().size());
        int atATime = Math.max(1, IN_MEMORY / sources);
        List<LocalDate> all = new ArrayList<>(dates);
        for (int from = 0; from < all.size(); from += atATime) {
            SortedSet<LocalDate> some = new TreeSet<>(all.subList(from, Math.min(all.size(), from + atATime)));
            readSome(some).forEach(taker);
        }
    }

    /** What there is of a week that is asked for, once its first day has been read. */
    List<RollupSummary> week(LocalDate monday) {
        return weeks.getOrDefault(monday, List.of());
    }

    private SortedMap<LocalDate, SortedMap<Source, SourceDay>> readSome(SortedSet<LocalDate> dates) {
        Map<RollupPeriod, SortedSet<LocalDate>> wanted = new EnumMap<>(RollupPeriod.class);
        wanted.put(RollupPeriod.DAILY, dates);
        wanted.put(RollupPeriod.HOURLY, those(dates, this::isShown));
        wanted.put(RollupPeriod.WEEKLY, those(dates, query::isWeekFrom));
        Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> records =
                periods.of(query.hours(), wanted, query.subject());
        weeks.putAll(records.get(RollupPeriod.WEEKLY));
        SortedMap<LocalDate, SortedMap<Source, SourceDay>> found = new TreeMap<>();
        records.get(RollupPeriod.DAILY)
                .forEach(
                        (date, days) -> days.forEach(day -> at(found, date, day).setDay(day)));
        SortedSet<LocalDate> untold = those(dates, date -> !isShown(date) && !isTold(found.get(date)));
        addHours(found, records.get(RollupPeriod.HOURLY));
        if (!untold.isEmpty()) {
            addHours(
                    found,
                    periods.of(query.hours(), Map.of(RollupPeriod.HOURLY, untold), query.subject())
                            .get(RollupPeriod.HOURLY));
        }
        return found;
    }

    private static SortedSet<LocalDate> those(SortedSet<LocalDate> dates, Predicate<LocalDate> wanted) {
        SortedSet<LocalDate> those = new TreeSet<>();
        dates.stream().filter(wanted).forEach(those::add);
        return those;
    }

    /** Whether the days tell all of a date, so that its hours need not be read. */
    private static boolean isTold(Map<Source, SourceDay> days) {
        return days != null && days.values().stream().allMatch(SourceDay::hasFinalDay);
    }

    private boolean isShown(LocalDate date) {
        boolean beside = query.days() == 1 && date.equals(query.from().minusDays(query.daysBefore()));
        return query.hasHours() && (query.span().contains(date) || beside);
    }

    private static void addHours(
            SortedMap<LocalDate, SortedMap<Source, SourceDay>> found, Map<LocalDate, List<RollupSummary>> hours) {
        hours.forEach(
                (date, records) -> records.forEach(hour -> at(found, date, hour).addHour(hour)));
    }

    private static SourceDay at(
            SortedMap<LocalDate, SortedMap<Source, SourceDay>> found, LocalDate date, RollupSummary record) {
        return found.computeIfAbsent(date, one -> new TreeMap<>())
                .computeIfAbsent(Source.of(record), one -> new SourceDay());
    }
}
