package io.agender.dashboard.state;

import io.agender.dashboard.view.BandView;
import io.agender.dashboard.view.Cell;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryField.Rollup;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums windows up, by what the schema says of each field. Tracks are counted in the window they ended in, so that none counts twice; faces are counted in each
 * frame. When both kinds are among the windows, the newest says which is counted. Takes one window after the other, so
 * that no more than one is in memory. Not thread-safe.
 */
public final class Totals {

    private static final String SECONDS_WITHOUT_FRAMES = "secondsWithoutFrames";

    /** What adds up to a number. */
    private static final List<SummaryField> FIELDS = SummaryField.of(DemographicSummary.getClassSchema()).stream()
            .filter(field -> field.isCount() && (field.rollup() == Rollup.SUM || field.rollup() == Rollup.MAX))
            .toList();

    private final CountedUnit unit;
    private final Map<String, Object> sums = new LinkedHashMap<>();
    private final Map<Integer, BandView> bands = new TreeMap<>();
    private Instant from;
    private Instant covered;
    private int windows;
    private int withheld;
    private double dwellSeconds;
    private long dwelt;

    private Totals(CountedUnit unit, Instant from) {
        this.unit = unit;
        this.from = from;
        this.covered = from;
        FIELDS.forEach(field -> sums.put(name(field), field.privacy().isOfPeople() ? null : (Object) 0L));
    }

    /** The sum; windows in the order of their time, each once, at least one. */
    static TotalView of(List<DemographicSummary> windows) {
        Totals totals = new Totals(windows.get(windows.size() - 1).getCountedUnit(), null);
        windows.forEach(totals::add);
        return totals.view(totals.covered);
    }

    /** The sum of encoded windows; in the order of their time, each once, at least one. */
    public static TotalView ofEncoded(List<byte[]> windows) {
        Totals totals =
                new Totals(WindowStore.decoded(windows.get(windows.size() - 1)).getCountedUnit(), null);
        windows.forEach(window -> totals.add(WindowStore.decoded(window)));
        return totals.view(totals.covered);
    }

    /** The sum of encoded windows of a range of time, of all of which it tells how much was seen. */
    static TotalView ofEncoded(List<byte[]> windows, TimeRange range) {
        Totals totals =
                new Totals(WindowStore.decoded(windows.get(windows.size() - 1)).getCountedUnit(), range.from());
        windows.forEach(window -> totals.add(WindowStore.decoded(window)));
        return totals.view(range.to());
    }

    /**
     * The sum of the windows of a stream that has ended, with its own length for the time: what is of its first and last
     * window but not of it was not missed.
     *
     * @param begun capture time of its first frame, where that is known; else its first window is taken for empty until it
     *     began
     * @param end capture time of its last frame
     */
    static TotalView ofStream(List<byte[]> windows, Optional<Instant> begun, Instant end) {
        DemographicSummary first = WindowStore.decoded(windows.get(0));
        DemographicSummary last = WindowStore.decoded(windows.get(windows.size() - 1));
        Totals totals = new Totals(last.getCountedUnit(), first.getWindowStart());
        windows.forEach(window -> totals.add(WindowStore.decoded(window)));
        Instant to = last.getWindowStart().plusSeconds(seconds(last.getWindowStart(), end) + 1);
        Instant ended = to.isBefore(last.getWindowEnd()) ? to : last.getWindowEnd();
        long before = begun.map(time -> seconds(first.getWindowStart(), time)).orElse(first.getSecondsWithoutFrames());
        Instant from = first.getWindowStart().plusSeconds(Math.max(0, before));
        totals.from = from.isBefore(ended) ? from : ended.minusSeconds(1);
        long outside = seconds(first.getWindowStart(), totals.from)
                + (last.getStatus() == SummaryStatus.FINAL ? seconds(ended, last.getWindowEnd()) : 0);
        totals.sums.compute(SECONDS_WITHOUT_FRAMES, (name, all) -> Math.max(0L, (Long) all - outside));
        return totals.view(ended);
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    private void add(DemographicSummary window) {
        from = from == null ? window.getWindowStart() : from;
        covered = covered == null ? from : covered;
        skipTo(window.getWindowStart());
        covered = window.getWindowEnd();
        FIELDS.forEach(field -> add(field, window));
        windows++;
        withheld += window.getWithheld() ? 1 : 0;
        if (window.getDwellMeanSeconds() != null && window.getTracksEnded() != null) {
            dwellSeconds += window.getDwellMeanSeconds() * window.getTracksEnded();
            dwelt += window.getTracksEnded();
        }
        if (window.getCountedUnit() == unit) {
            for (AgeBandCount band : tracked() ? window.getEndedCounts() : window.getCounts()) {
                bands.merge(band.getFromAge(), BandView.of(band), (sum, more) -> sum.plus(band));
            }
        }
    }

    /** People are counted where they are tracked; what a window does not count and does not withhold says nothing. */
    private void add(SummaryField field, DemographicSummary window) {
        if (field.privacy().isOfPeople()) {
            boolean told = field.in(window) != null || window.getWithheld();
            if (told && tracked() && window.getCountedUnit() == CountedUnit.TRACKS) {
                sums.compute(name(field), (name, cell) -> (cell == null ? Cell.NONE : (Cell) cell)
                        .plus((Long) field.in(window)));
            }
        } else {
            sums.merge(
                    name(field),
                    ((Number) field.in(window)).longValue(),
                    (sum, more) -> field.rollup() == Rollup.MAX ? Math.max((Long) sum, (Long) more) : plus(sum, more));
        }
    }

    /** What no window is of was not seen. */
    private void skipTo(Instant time) {
        if (time.isAfter(covered)) {
            sums.merge(SECONDS_WITHOUT_FRAMES, Duration.between(covered, time).toSeconds(), Totals::plus);
        }
    }

    private static Object plus(Object one, Object other) {
        return (Long) one + (Long) other;
    }

    private boolean tracked() {
        return unit == CountedUnit.TRACKS;
    }

    private static String name(SummaryField field) {
        return field.name().equals("peopleEntered") ? "entered" : field.name();
    }

    private TotalView view(Instant to) {
        skipTo(to);
        return new TotalView(
                from,
                to,
                windows,
                withheld,
                sums,
                Duration.between(from, to).toSeconds(),
                dwelt == 0 ? null : dwellSeconds / dwelt,
                unit,
                new ArrayList<>(bands.values()));
    }
}
