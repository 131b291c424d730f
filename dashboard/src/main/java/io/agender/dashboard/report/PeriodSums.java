package io.agender.dashboard.report;

import io.agender.dashboard.view.Cell;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What some records of hours, days or weeks come to that don't overlap. Not thread-safe. */
final class PeriodSums {

    private static final FieldSums.Layout LAYOUT = FieldSums.Layout.of(SummaryField.of(RollupSummary.getClassSchema()));

    private final FieldSums fields = new FieldSums(LAYOUT);
    private final Coverage coverage = new Coverage();
    private int records;
    private int open;
    private long windows;
    private RollupSummary only;
    private Instant upTo;

    /** How much was seen of the time of records that are final. */
    static final class Coverage {

        private static final List<SummaryField> KINDS = LAYOUT.numbers().stream()
                .filter(field -> field.name().startsWith("seconds"))
                .toList();

        private long seconds;
        private final Map<String, Long> not = new LinkedHashMap<>();

        Coverage() {
            KINDS.forEach(kind -> not.put(kind.name(), 0L));
        }

        private void add(RollupSummary rollup, long all) {
            if (all == 0) {
                return;
            }
            seconds += all;
            KINDS.forEach(kind -> not.merge(kind.name(), (Long) kind.in(rollup), Long::sum));
        }

        private void add(Coverage other) {
            seconds += other.seconds;
            other.not.forEach((name, more) -> not.merge(name, more, Long::sum));
        }

        long seconds() {
            return seconds;
        }

        /** Those of them in which nothing was seen. */
        long secondsUnseen() {
            return not.get("secondsWithoutFrames") + not.get("secondsImpaired");
        }

        /** The seconds of all cameras, and by the names of the fields those in which nothing was seen. */
        Map<String, Object> view() {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("seconds", seconds);
            view.putAll(not);
            return view;
        }
    }

    /** A sum of some. */
    static PeriodSums of(List<RollupSummary> all, RecordTime time) {
        PeriodSums sums = new PeriodSums();
        all.forEach(record -> sums.add(record, time));
        return sums;
    }

    void add(RollupSummary rollup, RecordTime time) {
        fields.add(rollup, rollup.getWithheld());
        records++;
        windows += rollup.getWindows();
        only = records == 1 ? rollup : null;
        if (rollup.getStatus() == SummaryStatus.FINAL) {
            coverage.add(rollup, time.seconds(rollup));
        } else {
            open++;
        }
        reach(rollup.getPeriodEnd());
    }

    void add(PeriodSums other) {
        fields.add(other.fields);
        coverage.add(other.coverage);
        only = records == 0 ? other.only : other.records == 0 ? only : null;
        records += other.records;
        open += other.open;
        windows += other.windows;
        reach(other.upTo);
    }

    private void reach(Instant end) {
        if (upTo == null || end != null && end.isAfter(upTo)) {
            upTo = end;
        }
    }

    boolean isEmpty() {
        return records == 0;
    }

    long windows() {
        return windows;
    }

    int records() {
        return records;
    }

    /** Whether one of the records is not final. */
    boolean isOpen() {
        return open > 0;
    }

    /** Where the last record ends; null of none. */
    Instant upTo() {
        return upTo;
    }

    /** Tracks that began; null where faces are not tracked. */
    Cell visitors() {
        return (Cell) fields.number("peopleEntered");
    }

    Coverage coverage() {
        return coverage;
    }

    /** Of what is likely true, which does not add up: that of the only record. */
    RollupSummary only() {
        return only;
    }

    /** By the names of the fields; how many cameras there are does not add up over time. */
    Map<String, Object> view() {
        Map<String, Object> view = fields.view();
        view.remove("cameras");
        return view;
    }
}
