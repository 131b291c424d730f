package io.agender.dashboard.report;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Reads the days and hours of some dates, a few dates at a time: fewer the more cameras there are. Hours are read where they are
 * shown, and where days alone don't tell. Not thread-safe.
 */
final class DayReader {

    /** Dates of one camera with their hours, some kilobytes each. */
    private static final int IN_MEMORY = 300;

    private final Periods periods;
    private final ReportQuery query;

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
            SortedMap<LocalDate, SortedMap<Source, SourceDay>> found = days(some);
            addHours(found, needHours(some, found));
            found.forEach(taker);
        }
    }

    private SortedMap<LocalDate, SortedMap<Source, SourceDay>> days(SortedSet<LocalDate> dates) {
        SortedMap<LocalDate, SortedMap<Source, SourceDay>> found = new TreeMap<>();
        periods.of(RollupPeriod.DAILY, dates, query.subject())
                .forEach((date, records) ->
                        records.forEach(day -> at(found, date, day).setDay(day)));
        return found;
    }

    /** The dates of hours that are shown, and those of which there is a day that is not final, or none. */
    private SortedSet<LocalDate> needHours(
            SortedSet<LocalDate> dates, Map<LocalDate, SortedMap<Source, SourceDay>> found) {
        SortedSet<LocalDate> needed = new TreeSet<>();
        for (LocalDate date : dates) {
            boolean told =
                    found.containsKey(date) && found.get(date).values().stream().allMatch(SourceDay::hasFinalDay);
            if (!told || isShown(date)) {
                needed.add(date);
            }
        }
        return needed;
    }

    private boolean isShown(LocalDate date) {
        boolean beside = query.days() == 1 && date.equals(query.from().minusDays(query.daysBefore()));
        return query.hasHours() && (query.span().contains(date) || beside);
    }

    private void addHours(SortedMap<LocalDate, SortedMap<Source, SourceDay>> found, SortedSet<LocalDate> dates) {
        if (!dates.isEmpty()) {
            periods.of(RollupPeriod.HOURLY, dates, query.subject())
                    .forEach((date, records) ->
                            records.forEach(hour -> at(found, date, hour).addHour(hour)));
        }
    }

    private static SourceDay at(
            SortedMap<LocalDate, SortedMap<Source, SourceDay>> found, LocalDate date, RollupSummary record) {
        return found.computeIfAbsent(date, one -> new TreeMap<>())
                .computeIfAbsent(Source.of(record), one -> new SourceDay());
    }
}
