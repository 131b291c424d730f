package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportQuery.Span;
import io.agender.dashboard.report.ReportView.Day;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each date comes to. Not thread-safe. */
final class DayTable {

    private final Map<LocalDate, BriefSums> dates = new HashMap<>();
    private final Set<LocalDate> open = new HashSet<>();

    /**
     * Adds records of a date.
     *
     * @param more whether more of the date may come
     */
    void add(LocalDate date, List<RollupSummary> records, boolean more, RecordTime time) {
        BriefSums sums = dates.computeIfAbsent(date, one -> new BriefSums());
        records.forEach(record -> sums.add(record, time));
        if (more) {
            open.add(date);
        }
    }

    /**
     * All dates of a span, those of which nothing is known too.
     *
     * @param daysBefore how far the date is that is shown beside each
     * @param cameras whose opening hours they are
     */
    List<Day> view(Span span, int daysBefore, OpenTimes times, Collection<String> cameras) {
        return span.dates().stream()
                .map(date -> {
                    BriefSums sums = dates.getOrDefault(date, new BriefSums());
                    return new Day(
                            date,
                            sums.visitors(),
                            dates.getOrDefault(date.minusDays(daysBefore), new BriefSums())
                                    .visitors(),
                            ReportMaker.status(sums.isEmpty(), open.contains(date)),
                            times.onDate(cameras, date),
                            sums.seconds(),
                            sums.secondsUnseen());
                })
                .toList();
    }
}
