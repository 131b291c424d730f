package io.agender.launcher.run;

import io.agender.schemas.DemographicSummary;
import java.util.Collection;
import java.util.Optional;

/** What windows come to, however many they are: the table's last line. Not thread-safe. */
public final class WindowTotals {

    private SummaryRow all;

    /** The sum of these windows. */
    static WindowTotals of(Collection<DemographicSummary> windows) {
        WindowTotals totals = new WindowTotals();
        windows.forEach(totals::add);
        return totals;
    }

    /** Adds a window that is final; each once. */
    public void add(DemographicSummary window) {
        SummaryRow row = SummaryRow.of(window);
        all = all == null ? row : all.plus(row);
    }

    /** The sum; empty where there was no window. */
    Optional<SummaryRow> sum() {
        return Optional.ofNullable(all);
    }
}
