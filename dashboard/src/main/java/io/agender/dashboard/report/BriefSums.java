package io.agender.dashboard.report;

import io.agender.dashboard.view.Cell;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;

/** Who came, and how much was seen, of some records that don't overlap. Not thread-safe. */
final class BriefSums {

    private boolean empty = true;
    private boolean open;
    private Cell visitors;
    private long seconds;
    private long secondsUnseen;

    /** @param time how long the record's is */
    void add(RollupSummary rollup, RecordTime time) {
        empty = false;
        if (rollup.getPeopleEntered() != null || rollup.getWithheld()) {
            visitors = (visitors == null ? Cell.NONE : visitors).plus(rollup.getPeopleEntered());
        }
        if (rollup.getStatus() == SummaryStatus.FINAL) {
            long all = time.seconds(rollup);
            seconds += all;
            secondsUnseen += all == 0 ? 0 : rollup.getSecondsWithoutFrames() + rollup.getSecondsImpaired();
        } else {
            open = true;
        }
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
