package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportQuery.Span;
import io.agender.dashboard.report.ReportView.Day;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each date comes to. Not thread-safe. */
final class DayTable {

    private final Map<LocalDate, BriefSums> dates = new HashMap<>();
    private final Set<LocalDate> open = new HashSet<>();

    /** @param more whether more of the date may come */
    void add(LocalDate date, List<RollupSummary> records, boolean more) {
        BriefSums sums = dates.computeIfAbsent(date, one -> new BriefSums());
        records.forEach(sums::add);
        if (more) {
            open.add(date);
        }
    }

    /**
     * All dates of a span, those of which nothing is known too.
     *
     * @param daysBefore how far the date is that is shown beside each
     */
    List<Day> view(Span span, int daysBefore) {
        return span.dates().stream()
                .map(date -> {
                    BriefSums sums = dates.getOrDefault(date, new BriefSums());
                    return new Day(
                            date,
                            sums.visitors(),
                            dates.getOrDefault(date.minusDays(daysBefore), new BriefSums())
                                    .visitors(),
                            ReportMaker.status(sums.isEmpty(), open.contains(date)),
                            sums.seconds(),
                            sums.secondsUnseen());
                })
                .toList();
    }
}
