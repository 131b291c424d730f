package io.agender.audit;

import java.util.Optional;

/**
 * What an audit found; its text is for people.
 *
 * @param cameras how many sent something
 * @param frames records of agender.faces
 * @param summaries records of agender.summary that are as they must be
 * @param missing summaries, hours, days and weeks that are due and not there; the aggregator may be behind, or was never run
 * @param openWindows windows whose end was not reached
 * @param difference the first one; empty when there is none
 * @param rows records of agender.summary.rows that were looked at
 * @param rollups records of hours, days and weeks that are as they must be
 */
public record AuditReport(
        long cameras,
        long frames,
        long summaries,
        long missing,
        long openWindows,
        Optional<Difference> difference,
        long rows,
        long rollups) {

    /** Whether all that must be there is there. */
    public boolean isClean() {
        return difference.isEmpty() && missing == 0;
    }

    @Override
    public String toString() {
        String counts = frames + " records of faces of " + cameras + " cameras, " + summaries + " summaries, "
                + openWindows + " windows still open" + (rollups == 0 ? "" : ", " + rollups + " hours, days and weeks")
                + (rows == 0 ? "" : ", " + rows + " rows");
        return difference
                .map(Difference::toString)
                .orElseGet(() -> missing == 0
                        ? "ALL RECORDS ACCOUNTED FOR: " + counts
                        : "SUMMARIES MISSING: " + missing + " that are due are not there (is the aggregator behind?); "
                                + counts);
    }
}
