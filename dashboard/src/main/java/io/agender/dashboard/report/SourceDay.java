package io.agender.dashboard.report;

import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What there is of a camera or a site on a local date. Not thread-safe. */
final class SourceDay {

    private final List<RollupSummary> hours = new ArrayList<>();
    private RollupSummary day;

    void setDay(RollupSummary day) {
        this.day = day;
    }

    void addHour(RollupSummary hour) {
        hours.add(hour);
    }

    /** Null where there is none. */
    RollupSummary day() {
        return day;
    }

    /** In their order. */
    List<RollupSummary> hours() {
        hours.sort(Comparator.comparing(RollupSummary::getPeriodStart));
        return hours;
    }

    boolean hasFinalDay() {
        return day != null && day.getStatus() == SummaryStatus.FINAL;
    }

    /**
     * The records that tell the date, each time once: the day's where it knows of as many windows as its hours, since where
     * hours withhold something the day may not; else the hours'.
     */
    List<RollupSummary> records() {
        long inHours = hours.stream().mapToLong(RollupSummary::getWindows).sum();
        return day != null && (hasFinalDay() || day.getWindows() >= inHours) ? List.of(day) : hours();
    }

    /** Whether more of the date may come. */
    boolean isOpen(Instant now) {
        return !hasFinalDay()
                && (day != null && day.getPeriodEnd().isAfter(now)
                        || records().stream().anyMatch(one -> one.getStatus() != SummaryStatus.FINAL)
                        || day == null && !hours.isEmpty() && isToday(now));
    }

    private boolean isToday(Instant now) {
        RollupSummary first = hours().get(0);
        return !LocalPeriods.date(first)
                .isBefore(now.atZone(LocalPeriods.zone(first)).toLocalDate());
    }
}
