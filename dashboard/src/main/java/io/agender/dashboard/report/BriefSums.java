package io.agender.dashboard.report;

import io.agender.dashboard.view.Cell;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;

/** Who came, and how much was seen, of some records that don't overlap. Not thread-safe. */
final class BriefSums {

    private boolean empty = true;
    private boolean open;
    private Cell visitors;
    private long seconds;
    private long secondsUnseen;

    void add(RollupSummary rollup) {
        empty = false;
        if (rollup.getPeopleEntered() != null || rollup.getWithheld()) {
            visitors = (visitors == null ? Cell.NONE : visitors).plus(rollup.getPeopleEntered());
        }
        if (rollup.getStatus() == SummaryStatus.FINAL) {
            seconds += seconds(rollup);
            secondsUnseen += rollup.getSecondsWithoutFrames() + rollup.getSecondsImpaired();
        } else {
            open = true;
        }
    }

    /** Of all its cameras together. */
    static long seconds(RollupSummary rollup) {
        return Math.max(1, rollup.getCameras())
                * Duration.between(rollup.getPeriodStart(), rollup.getPeriodEnd())
                        .toSeconds();
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether one of the records is not final. */
    boolean isOpen() {
        return open;
    }

    /** Tracks that began; null where nothing tells of them. */
    Cell visitors() {
        return visitors;
    }

    /** Of the records that are final. */
    long seconds() {
        return seconds;
    }

    /** Those of them in which nothing was seen. */
    long secondsUnseen() {
        return secondsUnseen;
    }
}
