package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraState;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Flow;
import io.agender.schemas.PeriodState;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums the final windows of a camera up in hours and days. A period is final when its camera can have no more windows in
 * it, which the camera's own clock decides; then it is forgotten. When a camera pauses or ends, so that none of its
 * windows is open, what there is of its periods is sent as partial, for nobody knows whether it comes back.
 *
 * <p>Immutable; changes the state that it is given.
 */
final class CameraRollups {

    private final AggregatorConfig config;
    private final MinCount minCount;

    CameraRollups(AggregatorConfig config) {
        this.config = config;
        this.minCount = new MinCount(config);
    }

    /** Adds a window that is final; of its summary nothing is withheld yet. */
    void add(CameraState state, DemographicSummary window, Flow flow) {
        for (RollupPeriod length : config.rollups()) {
            PeriodState period = periodOf(state, length, window);
            period.setChanged(true);
            period.setWindowMicros(period.getWindowMicros()
                    + micros(Duration.between(window.getWindowStart(), window.getWindowEnd())));
            period.getSum().setSite(window.getSite());
            RollupSums.add(period.getSum(), part(window, flow));
        }
    }

    /** The records of the camera's periods that are due now, in order. */
    List<TimedRollup> due(CameraState state) {
        List<TimedRollup> due = new ArrayList<>();
        List<PeriodState> open = new ArrayList<>();
        for (PeriodState period : state.getPeriods()) {
            boolean over = isOver(state, period);
            boolean wanted = config.rollups().contains(period.getSum().getPeriod());
            if (over && wanted) {
                due.add(new TimedRollup(publish(period, SummaryStatus.FINAL, end(period)), end(period)));
            } else if (!over
                    && wanted
                    && period.getChanged()
                    && state.getWindows().isEmpty()) {
                period.setChanged(false);
                due.add(new TimedRollup(
                        publish(period, SummaryStatus.PARTIAL, state.getClosedUpTo()), state.getClock()));
            }
            if (!over) {
                open.add(period);
            }
        }
        state.setPeriods(open);
        return due;
    }

    private static boolean isOver(CameraState state, PeriodState period) {
        // A window that another configuration opened may reach over the end of its period.
        return !state.getClosedUpTo().isBefore(end(period))
                && state.getWindows().stream()
                        .noneMatch(window -> window.getStart().isBefore(end(period)));
    }

    private RollupSummary publish(PeriodState period, SummaryStatus status, Instant seenUpTo) {
        period.getSum().setRevision(period.getSum().getRevision() + 1);
        RollupSummary rollup = RollupSums.copy(period.getSum());
        rollup.setStatus(status);
        Duration between = Duration.between(rollup.getPeriodStart(), earlier(seenUpTo, end(period)));
        long withoutWindow = Math.max(0, micros(between) - period.getWindowMicros());
        rollup.setSecondsWithoutFrames(rollup.getSecondsWithoutFrames() + withoutWindow / 1_000_000);
        RollupSums.average(rollup);
        return minCount.publish(rollup);
    }

    private static PeriodState periodOf(CameraState state, RollupPeriod length, DemographicSummary window) {
        Instant start = Rollups.startOf(length, window.getWindowStart());
        for (PeriodState period : state.getPeriods()) {
            if (period.getSum().getPeriod() == length
                    && period.getSum().getPeriodStart().equals(start)) {
                return period;
            }
        }
        PeriodState begun = PeriodState.newBuilder()
                .setSum(Rollups.empty(RollupScope.CAMERA, length, start)
                        .setCameraId(window.getCameraId())
                        .build())
                .build();
        state.getPeriods().add(begun);
        return begun;
    }

    private static RollupSummary part(DemographicSummary window, Flow flow) {
        boolean tracked = window.getCountedUnit() == CountedUnit.TRACKS;
        List<AgeBandCount> endedCounts = window.getEndedCounts();
        return Rollups.empty(RollupScope.CAMERA, RollupPeriod.UNKNOWN, window.getWindowStart())
                .setWindows(1)
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesPredicted(window.getFramesPredicted())
                .setFramesMissing(window.getFramesMissing())
                .setFramesUndecodable(window.getFramesUndecodable())
                .setFramesLate(window.getFramesLate())
                .setSecondsWithoutFrames(window.getSecondsWithoutFrames())
                .setFacesDetected(window.getFacesDetected())
                .setPeakOccupancy(window.getPeakOccupancy())
                .setPeopleEntered(window.getPeopleEntered())
                .setTracksEnded(window.getTracksEnded())
                .setDwellTotalMillis(tracked ? flow.getDwellMillis() : null)
                .setEndedCounts(endedCounts)
                .setModels(window.getModels())
                .build();
    }

    private static Instant end(PeriodState period) {
        return period.getSum().getPeriodEnd();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
