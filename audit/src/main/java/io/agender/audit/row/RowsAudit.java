package io.agender.audit.row;

import io.agender.audit.Difference;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares agender.summary.rows with what the summaries make of it. First all summaries, then all rows. Not thread-safe. */
public final class RowsAudit {

    private final Set<RowPeriod> periods;
    private final Map<Source, SourceRows> sources = new LinkedHashMap<>();
    private Optional<Difference> difference = Optional.empty();

    /** @param label id of the camera, or label of the site */
    private record Source(RollupScope scope, String label, RowPeriod period) {}

    /** @param periods whose summaries are written as rows */
    public RowsAudit(Set<RowPeriod> periods) {
        this.periods = Set.copyOf(periods);
    }

    /** Takes in a record of agender.summary. */
    public void expect(DemographicSummary window) {
        if (window.getStatus() == SummaryStatus.FINAL && periods.contains(RowPeriod.WINDOW)) {
            of(new Source(RollupScope.CAMERA, window.getCameraId(), RowPeriod.WINDOW))
                    .expect(window.getWindowStart(), window.getRevision(), () -> NaiveRows.of(window));
        }
    }

    /** Takes in a record of the topics of hours and days. */
    public void expect(RollupSummary rollup) {
        RowPeriod period = RowPeriod.valueOf(rollup.getPeriod().name());
        if (periods.contains(period)) {
            String label = rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId();
            of(new Source(rollup.getScope(), label, period))
                    .expect(rollup.getPeriodStart(), rollup.getRevision(), () -> NaiveRows.of(rollup));
        }
    }

    /** Takes in the next record of agender.summary.rows, those of a camera or site in their order. */
    public void take(DemographicRow row) {
        if (difference.isEmpty() && periods.contains(row.getPeriod())) {
            String label = row.getScope() == RollupScope.SITE ? row.getSite() : row.getCameraId();
            difference = of(new Source(row.getScope(), label, row.getPeriod())).take(row);
        }
    }

    private SourceRows of(Source source) {
        return sources.computeIfAbsent(source, none -> new SourceRows(source.label()));
    }

    /** Takes note that there are no more rows; the first difference. */
    public Optional<Difference> end() {
        if (difference.isEmpty() && compared() == 0 && !sources.isEmpty()) {
            return Optional.of(
                    new Difference(Topic.SUMMARY_ROWS, "of any", "rows of " + periods, "record", "some", "none"));
        }
        return difference.or(() -> sources.values().stream()
                .map(SourceRows::end)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** How many rows were looked at. */
    public long compared() {
        return sources.values().stream().mapToLong(SourceRows::compared).sum();
    }
}
