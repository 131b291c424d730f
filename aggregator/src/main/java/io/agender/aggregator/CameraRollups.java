package io.agender.aggregator;

import io.agender.schemas.CameraState;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sums the final windows of a camera up in hours and days. A period is final when the camera's own clock has passed it and
 * none of its windows is open. When a camera pauses or ends, so that none of its windows is open up to its clock, what
 * there is of its periods is sent as partial, for nobody knows whether it comes back.
 *
 * <p>A window may still open and close in a period that was called final: in a gap, or where the clock was ahead and is
 * set back. Then the period is sent again with a higher revision. For that the {@value #KEPT} latest final periods of
 * each length are kept; a window of one that is forgotten is in no period.
 *
 * <p>Immutable; changes the state that it is given.
 */
final class CameraRollups {

    /** Final periods of each length that are kept for a window that comes after all. */
    static final int KEPT = 8;

    private final AggregatorConfig config;
    private final WindowGrid grid;
    private final MinCount minCount;

    CameraRollups(AggregatorConfig config) {
        this.config = config;
        this.grid = new WindowGrid(config.window());
        this.minCount = new MinCount(config);
    }

    /** Adds a window that is final; of its summary nothing is withheld yet. */
    void add(CameraState state, DemographicSummary window, Flow flow) {
        for (RollupPeriod length : config.rollups()) {
            periodOf(state, length, window).ifPresent(period -> {
                period.setChanged(true);
                period.setWindowMicros(period.getWindowMicros()
                        + micros(Duration.between(window.getWindowStart(), window.getWindowEnd())));
                period.getSum().setSite(window.getSite());
                RollupSums.add(period.getSum(), RollupSums.part(window, flow));
            });
        }
    }

    /** The records of the camera's periods that are due now, in order. */
    List<TimedRollup> due(CameraState state) {
        Instant overUpTo =
                FinalWindows.overUpTo(state, grid.startOf(state.getClock().minus(config.grace())));
        boolean paused =
                state.getWindows().stream().allMatch(window -> window.getStart().isAfter(state.getClock()));
        List<TimedRollup> due = new ArrayList<>();
        List<PeriodState> kept = new ArrayList<>();
        for (PeriodState period : state.getPeriods()) {
            boolean over = !overUpTo.isBefore(end(period)) && !hasOpenWindow(state, period);
            boolean wanted = config.rollups().contains(period.getSum().getPeriod());
            boolean news = period.getChanged() || period.getSum().getStatus() != SummaryStatus.FINAL;
            if (over && wanted && news) {
                due.add(new TimedRollup(publish(period, SummaryStatus.FINAL, end(period)), end(period)));
                period.setSentFinal(true);
            } else if (!over && wanted && period.getChanged() && paused) {
                due.add(new TimedRollup(publish(period, SummaryStatus.PARTIAL, overUpTo), state.getClock()));
            }
            if (!over || wanted) {
                kept.add(period);
            }
        }
        config.rollups().forEach(length -> forget(kept, length));
        state.setPeriods(kept);
        return due;
    }

    private static boolean hasOpenWindow(CameraState state, PeriodState period) {
        return state.getWindows().stream()
                .anyMatch(window -> !window.getStart().isBefore(period.getSum().getPeriodStart())
                        && window.getStart().isBefore(end(period)));
    }

    private static void forget(List<PeriodState> periods, RollupPeriod length) {
        List<PeriodState> finals = finals(periods, length);
        if (finals.size() > KEPT) {
            periods.remove(finals.get(0));
        }
    }

    /** Those that are final and kept, oldest first. */
    private static List<PeriodState> finals(List<PeriodState> periods, RollupPeriod length) {
        return periods.stream()
                .filter(period -> period.getSum().getPeriod() == length && period.getSentFinal())
                .sorted(Comparator.comparing(period -> period.getSum().getPeriodStart()))
                .toList();
    }

    private RollupSummary publish(PeriodState period, SummaryStatus status, Instant seenUpTo) {
        period.setChanged(false);
        period.getSum().setRevision(period.getSum().getRevision() + 1);
        period.getSum().setStatus(status);
        RollupSummary rollup = RollupSums.copy(period.getSum());
        Duration between = Duration.between(rollup.getPeriodStart(), earlier(seenUpTo, end(period)));
        long withoutWindow = Math.max(0, micros(between) - period.getWindowMicros());
        rollup.setSecondsWithoutFrames(rollup.getSecondsWithoutFrames() + withoutWindow / 1_000_000);
        RollupSums.average(rollup);
        return minCount.publish(rollup, period.getSentFinal());
    }

    /** The period of a window, begun when it is the first of it; empty when it may have been forgotten. */
    private static Optional<PeriodState> periodOf(CameraState state, RollupPeriod length, DemographicSummary window) {
        Instant start = Rollups.startOf(length, window.getWindowStart());
        for (PeriodState period : state.getPeriods()) {
            if (period.getSum().getPeriod() == length
                    && period.getSum().getPeriodStart().equals(start)) {
                return Optional.of(period);
            }
        }
        List<PeriodState> finals = finals(state.getPeriods(), length);
        if (finals.size() == KEPT && start.isBefore(finals.get(0).getSum().getPeriodStart())) {
            return Optional.empty();
        }
        PeriodState begun = PeriodState.newBuilder()
                .setSum(Rollups.empty(RollupScope.CAMERA, length, start)
                        .setCameraId(window.getCameraId())
                        .build())
                .build();
        state.getPeriods().add(begun);
        return Optional.of(begun);
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
