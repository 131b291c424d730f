package io.agender.verification;

import io.agender.audit.TopicRecord;
import io.agender.schemas.RollupSummary;
import java.util.List;
import java.util.Map;

/**
 * Hours, days and weeks that a pipeline gave, by camera or site and in order. A pipeline that sums none up has none.
 *
 * @param hours records of agender.summary.hourly
 * @param days records of agender.summary.daily
 * @param weeks records of agender.summary.weekly
 */
record Periods(
        Map<String, List<TopicRecord<RollupSummary>>> hours,
        Map<String, List<TopicRecord<RollupSummary>>> days,
        Map<String, List<TopicRecord<RollupSummary>>> weeks) {

    /** Whether all that adds up is in them as it is in the windows. */
    boolean sumUp(Outputs windows) {
        Figures expected = Figures.ofWindows(windows.summaries());
        return Figures.ofPeriods(hours).equals(expected)
                && Figures.ofPeriods(days).equals(expected)
                && Figures.ofPeriods(weeks).equals(expected);
    }
}
