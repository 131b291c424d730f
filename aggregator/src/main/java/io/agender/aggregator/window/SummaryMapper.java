package io.agender.aggregator.window;

import io.agender.aggregator.config.AgeBands;
import io.agender.aggregator.period.Means;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AgeCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.DwellCount;
import io.agender.schemas.Flow;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import io.agender.schemas.WindowState;
import io.agender.schemas.YearCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the summary of a window out of what was counted in it, nothing withheld. Immutable. */
final class SummaryMapper {

    private static final double MILLIONTHS = 1e6;
    private static final double TENTHS = 10;

    private final AgeBands bands;
    private final boolean looksAlone;
    private final PlaceMapper places;

    /**
     * A mapper.
     *
     * @param withheld whether small counts are withheld from what it makes. Whether there is a table of watchers depends on
     *     settings alone then: that a window has one because somebody watched in it must not be seen
     */
    SummaryMapper(AgeBands bands, boolean withheld) {
        this.bands = bands;
        this.looksAlone = !withheld;
        this.places = new PlaceMapper(this::counts);
    }

    /**
     * The summary.
     *
     * @param seenUpTo up to where the window's time is over: its end when it is closed, before it the camera's clock
     */
    DemographicSummary toSummary(String cameraId, WindowState state, SummaryStatus status, Instant seenUpTo) {
        WindowState window = WindowCounts.folded(state);
        long ages = window.getAges().stream().mapToLong(AgeCount::getFaces).sum();
        DemographicSummary summary = new DemographicSummary();
        summary.setCameraId(cameraId);
        summary.setSite(window.getSite());
        summary.setWindowStart(window.getStart());
        summary.setWindowEnd(window.getEnd());
        summary.setStatus(status);
        summary.setRevision(window.getRevision());
        coverage(summary, window, seenUpTo);
        summary.setFacesDetected(window.getFacesDetected());
        summary.setFacesInImpairedFrames(window.getFacesInImpairedFrames());
        summary.setCountedUnit(window.getTracked() ? CountedUnit.TRACKS : CountedUnit.FACES);
        summary.setCounts(counts(window.getYears()));
        summary.setMeanAge(ages == 0 ? null : window.getAgeSum() / (MILLIONTHS * ages));
        summary.setMedianAge(
                ages == 0
                        ? null
                        : SortedCounts.median(window.getAges(), AgeCount::getTenths, AgeCount::getFaces) / TENTHS);
        summary.setEndedCounts(List.of());
        summary.setWatcherCounts(List.of());
        summary.setEndedWatcherCounts(List.of());
        if (window.getTracked()) {
            summary.setPeoplePresent(window.getTracksOver());
            people(summary, window.getFlow());
            if (looksAlone ? window.getLooks() : window.getAttention()) {
                attention(summary, window);
            }
        }
        summary.setAverageOccupancy(Means.occupancy(
                window.getFacesDetected() - window.getFacesInImpairedFrames(),
                window.getFramesAnalysed() - window.getFramesImpaired()));
        summary.setPeakOccupancy(window.getPeakOccupancy());
        if (window.getSettings() != null) {
            summary.setSettingsVersion(window.getSettings().getVersion());
            if (summary.getSite() == null) {
                summary.setSite(window.getSettings().getSite());
            }
        }
        summary.setZones(places.zones(window));
        summary.setLines(places.lines(window));
        summary.setModels(List.copyOf(window.getModels()));
        return summary;
    }

    private static void coverage(DemographicSummary summary, WindowState window, Instant seenUpTo) {
        Instant upTo = seenUpTo.isBefore(window.getEnd()) ? seenUpTo : window.getEnd();
        long seconds = Duration.between(window.getStart(), upTo).toSeconds();
        summary.setFramesAnalysed(window.getFramesAnalysed());
        summary.setFramesUnchanged(window.getFramesUnchanged());
        summary.setFramesPredicted(window.getFramesPredicted());
        summary.setFramesMissing(window.getFlow().getFramesMissing());
        summary.setFramesUndecodable(window.getFramesUndecodable());
        summary.setFramesLate(window.getFlow().getFramesLate());
        summary.setFramesImpaired(window.getFramesImpaired());
        seconds(summary, seconds, CoveredSeconds.within(window, seconds));
    }

    /** Each second is one without frames, one in which the camera could not see, or one in which it saw. */
    private static void seconds(DemographicSummary summary, long seconds, Map<ViewKind, Long> covered) {
        long all = covered.values().stream().mapToLong(Long::longValue).sum();
        summary.setSecondsWithoutFrames(seconds - all);
        summary.setSecondsImpaired(all - covered.getOrDefault(ViewKind.CLEAR, 0L));
        summary.setSecondsDark(covered.getOrDefault(ViewKind.DARK, 0L));
        summary.setSecondsOverexposed(covered.getOrDefault(ViewKind.OVEREXPOSED, 0L));
        summary.setSecondsBlocked(covered.getOrDefault(ViewKind.BLOCKED, 0L));
        summary.setSecondsBlurred(covered.getOrDefault(ViewKind.BLURRED, 0L));
        summary.setSecondsMoved(covered.getOrDefault(ViewKind.MOVED, 0L));
    }

    private void people(DemographicSummary summary, Flow flow) {
        summary.setPeopleEntered(flow.getPeopleEntered());
        summary.setTracksEnded(flow.getTracksEnded());
        summary.setDwellMeanSeconds(Means.seconds(flow.getDwellMillis(), flow.getTracksEnded()));
        summary.setDwellMedianSeconds(median(flow.getDwells()));
        summary.setEndedCounts(counts(flow.getEndedYears()));
    }

    private void attention(DemographicSummary summary, WindowState window) {
        Flow flow = window.getFlow();
        summary.setWatchers(window.getWatchersOver());
        summary.setWatcherShare(
                window.getTracksOver() == 0 ? null : (double) window.getWatchersOver() / window.getTracksOver());
        summary.setWatchedMillis(window.getWatchedMillis());
        summary.setWatcherCounts(counts(window.getWatcherYears()));
        summary.setWatchersEnded(flow.getWatchersEnded());
        summary.setAttentionMeanSeconds(Means.seconds(flow.getWatchedMillis(), flow.getWatchersEnded()));
        summary.setAttentionMedianSeconds(median(flow.getWatchedTimes()));
        summary.setEndedWatcherCounts(counts(flow.getEndedWatcherYears()));
    }

    private static Double median(List<DwellCount> times) {
        return times.isEmpty()
                ? null
                : SortedCounts.median(times, DwellCount::getTenths, DwellCount::getTracks) / TENTHS;
    }

    private List<AgeBandCount> counts(List<YearCount> years) {
        List<AgeBandCount> counts = new ArrayList<>();
        for (int band = 0; band < bands.size(); band++) {
            counts.add(new AgeBandCount(bands.fromAge(band), bands.toAge(band).orElse(null), 0L, 0L, 0L));
        }
        for (YearCount year : years) {
            AgeBandCount count = counts.get(bands.bandOf(year.getYears()));
            count.setFemale(count.getFemale() + year.getFemale());
            count.setMale(count.getMale() + year.getMale());
            count.setUnknown(count.getUnknown() + year.getUnknown());
        }
        return counts;
    }
}
