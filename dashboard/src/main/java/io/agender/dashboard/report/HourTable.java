package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportQuery.Span;
import io.agender.dashboard.report.ReportView.Hour;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each hour of each date comes to. Not thread-safe. */
final class HourTable {

    private static final int HOURS = 24;

    private final Map<LocalDate, BriefSums[]> dates = new HashMap<>();

    void add(LocalDate date, RollupSummary hour, RecordTime time) {
        BriefSums[] hours = dates.computeIfAbsent(date, one -> new BriefSums[HOURS]);
        int at = LocalPeriods.hour(hour);
        hours[at] = hours[at] == null ? new BriefSums() : hours[at];
        hours[at].add(hour, time);
    }

    /**
     * All hours of a span, those of which nothing is known too.
     *
     * @param daysBefore how far the date is that is shown beside each; 0 where none is
     * @param cameras whose opening hours they are
     */
    List<Hour> view(Span span, int daysBefore, OpenTimes open, Collection<String> cameras) {
        List<Hour> view = new ArrayList<>();
        for (LocalDate date : span.dates()) {
            for (int hour = 0; hour < HOURS; hour++) {
                BriefSums sums = at(date, hour);
                view.add(new Hour(
                        date,
                        hour,
                        sums.visitors(),
                        daysBefore == 0
                                ? null
                                : at(date.minusDays(daysBefore), hour).visitors(),
                        ReportMaker.status(sums.isEmpty(), sums.isOpen()),
                        open.inHour(cameras, date, hour),
                        sums.seconds(),
                        sums.secondsUnseen()));
            }
        }
        return view;
    }

    private BriefSums at(LocalDate date, int hour) {
        BriefSums[] hours = dates.get(date);
        return hours == null || hours[hour] == null ? new BriefSums() : hours[hour];
    }
}
