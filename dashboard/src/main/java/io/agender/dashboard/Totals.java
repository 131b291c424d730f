package io.agender.dashboard;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Sums windows up. Tracks are counted in the window they ended in, so that none counts twice; faces are counted in each
 * frame. When both kinds are among the windows, the newest says which is counted.
 */
final class Totals {

    private Totals() {}

    /** The sum; windows in the order of their time, each once, at least one. */
    static TotalView of(List<DemographicSummary> windows) {
        Instant from = windows.get(0).getWindowStart();
        Instant to = windows.get(windows.size() - 1).getWindowEnd();
        CountedUnit unit = windows.get(windows.size() - 1).getCountedUnit();
        long without = 0;
        Instant covered = from;
        Cell entered = unit == CountedUnit.TRACKS ? Cell.NONE : null;
        for (DemographicSummary window : windows) {
            if (window.getWindowStart().isAfter(covered)) {
                without += Duration.between(covered, window.getWindowStart()).toSeconds();
            }
            covered = window.getWindowEnd();
            without += window.getSecondsWithoutFrames();
            if (entered != null && window.getCountedUnit() == CountedUnit.TRACKS) {
                entered = entered.plus(window.getPeopleEntered());
            }
        }
        return new TotalView(
                from,
                to,
                windows.size(),
                (int) windows.stream().filter(DemographicSummary::getWithheld).count(),
                sum(windows, DemographicSummary::getFramesAnalysed),
                sum(windows, DemographicSummary::getFramesPredicted),
                sum(windows, DemographicSummary::getFramesMissing),
                sum(windows, DemographicSummary::getFramesUndecodable),
                sum(windows, DemographicSummary::getFramesLate),
                without,
                Duration.between(from, to).toSeconds(),
                entered,
                dwell(windows),
                windows.stream()
                        .mapToInt(DemographicSummary::getPeakOccupancy)
                        .max()
                        .orElse(0),
                unit,
                bands(windows, unit));
    }

    private static long sum(List<DemographicSummary> windows, ToLongFunction<DemographicSummary> field) {
        return windows.stream().mapToLong(field).sum();
    }

    private static Double dwell(List<DemographicSummary> windows) {
        double seconds = 0;
        long ended = 0;
        for (DemographicSummary window : windows) {
            if (window.getDwellMeanSeconds() != null && window.getTracksEnded() != null) {
                seconds += window.getDwellMeanSeconds() * window.getTracksEnded();
                ended += window.getTracksEnded();
            }
        }
        return ended == 0 ? null : seconds / ended;
    }

    private static List<BandView> bands(List<DemographicSummary> windows, CountedUnit unit) {
        Map<Integer, BandView> bands = new TreeMap<>();
        for (DemographicSummary window : windows) {
            if (window.getCountedUnit() == unit) {
                for (AgeBandCount band : unit == CountedUnit.TRACKS ? window.getEndedCounts() : window.getCounts()) {
                    bands.merge(band.getFromAge(), BandView.of(band), (sum, more) -> sum.plus(band));
                }
            }
        }
        return new ArrayList<>(bands.values());
    }
}
