package io.agender.dashboard.state;

import io.agender.dashboard.view.BandView;
import io.agender.dashboard.view.Cell;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums windows up. Tracks are counted in the window they ended in, so that none counts twice; faces are counted in each
 * frame. When both kinds are among the windows, the newest says which is counted. Takes one window after the other, so
 * that no more than one is in memory. Not thread-safe.
 */
public final class Totals {

    private final CountedUnit unit;
    private final Map<Integer, BandView> bands = new TreeMap<>();
    private Instant from;
    private Instant covered;
    private int windows;
    private int withheld;
    private long analysed;
    private long predicted;
    private long missing;
    private long undecodable;
    private long late;
    private long without;
    private Cell entered;
    private double dwellSeconds;
    private long dwelt;
    private int peak;

    private Totals(CountedUnit unit, Instant from) {
        this.unit = unit;
        this.from = from;
        this.covered = from;
        this.entered = unit == CountedUnit.TRACKS ? Cell.NONE : null;
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

    private void add(DemographicSummary window) {
        from = from == null ? window.getWindowStart() : from;
        covered = covered == null ? from : covered;
        skipTo(window.getWindowStart());
        covered = window.getWindowEnd();
        without += window.getSecondsWithoutFrames();
        if (entered != null && window.getCountedUnit() == CountedUnit.TRACKS) {
            entered = entered.plus(window.getPeopleEntered());
        }
        windows++;
        withheld += window.getWithheld() ? 1 : 0;
        analysed += window.getFramesAnalysed();
        predicted += window.getFramesPredicted();
        missing += window.getFramesMissing();
        undecodable += window.getFramesUndecodable();
        late += window.getFramesLate();
        peak = Math.max(peak, window.getPeakOccupancy());
        if (window.getDwellMeanSeconds() != null && window.getTracksEnded() != null) {
            dwellSeconds += window.getDwellMeanSeconds() * window.getTracksEnded();
            dwelt += window.getTracksEnded();
        }
        if (window.getCountedUnit() == unit) {
            for (AgeBandCount band : unit == CountedUnit.TRACKS ? window.getEndedCounts() : window.getCounts()) {
                bands.merge(band.getFromAge(), BandView.of(band), (sum, more) -> sum.plus(band));
            }
        }
    }

    /** What no window is of was not seen. */
    private void skipTo(Instant time) {
        if (time.isAfter(covered)) {
            without += Duration.between(covered, time).toSeconds();
        }
    }

    private TotalView view(Instant to) {
        skipTo(to);
        return new TotalView(
                from,
                to,
                windows,
                withheld,
                analysed,
                predicted,
                missing,
                undecodable,
                late,
                without,
                Duration.between(from, to).toSeconds(),
                entered,
                dwelt == 0 ? null : dwellSeconds / dwelt,
                peak,
                unit,
                new ArrayList<>(bands.values()));
    }
}
