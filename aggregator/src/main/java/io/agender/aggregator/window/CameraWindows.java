package io.agender.aggregator.window;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.period.CameraRollups;
import io.agender.aggregator.period.PeriodBook;
import io.agender.aggregator.privacy.MinCount;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Flow;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.StreamPosition;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The windows of a camera as a fold: the state so far and a frame give the next state and what is to be sent of its
 * windows, hours, days and weeks. Nothing here knows the wall clock, so the same frames give the same records.
 *
 * <p>A window closes when the camera's clock ({@link CameraClock}) has passed its end by the grace; until then several may
 * be open. A frame belongs to the window of its own time, also when that is far from the clock; only when that window is
 * final already ({@link FinalWindows}) it is late and not counted. A window without a frame gives no summary and is not
 * final; one with frames that could not be decoded gives one, for a camera that sends garbage is not an empty room.
 *
 * <p>What a frame says of the camera's view is true of the time since when it says so; windows of it that are open take note.
 *
 * <p>Frames missing before a frame, or after the last one, belong to that frame's window, and so do the tracks that it begins and ends. What a
 * late frame says of these, and that it was late, is counted in the oldest open window, or kept for the next one that
 * opens: its faces are lost, but no track is. The late frames of a run that goes back in time are only counted as late:
 * they are a replay, and their tracks were counted.
 *
 * <p>After the last frame of a stream all windows are closed, also the one that was cut short: frames of a next stream
 * that still fall into it are late.
 *
 * <p>Immutable; changes the state that it is given.
 */
public final class CameraWindows {

    /**
     * Windows away from the camera's time that are kept open. A camera with times without any sense must not fill the
     * store.
     */
    static final int MAX_ASTRAY = 64;

    private final AggregatorConfig config;
    private final CameraClock clock;
    private final WindowGrid grid;
    private final SummaryMapper mapper;
    private final MinCount minCount;
    private final CameraRollups rollups;

    public CameraWindows(AggregatorConfig config) {
        this.config = config;
        this.clock = CameraClock.of(config);
        this.grid = new WindowGrid(config.window());
        this.mapper = new SummaryMapper(config.ageBands(), config.minCount() > 1);
        this.minCount = new MinCount(config);
        this.rollups = new CameraRollups(config);
    }

    /** The state of a camera that was never seen, just before its first frame. */
    public CameraState initial(FrameFaces first) {
        return CameraState.newBuilder()
                .setClock(first.getCapturedAt())
                .setStreams(new ArrayList<>())
                .setWindows(new ArrayList<>())
                .build();
    }

    /** Takes a frame in of a camera of which nothing else is known. */
    public CameraUpdate update(String cameraId, CameraState state, FrameFaces frame) {
        return update(cameraId, state, frame, KnownSettings.NONE);
    }

    /** Takes a frame in of a camera whose hours, days and weeks are a part of its state. */
    public CameraUpdate update(String cameraId, CameraState state, FrameFaces frame, KnownSettings settings) {
        return update(cameraId, state, PeriodBook.in(state), frame, settings);
    }

    /**
     * Takes a frame in.
     *
     * @param book where its hours, days and weeks are kept
     * @param settings what is known of the camera; a window that the frame opens keeps what it is told then
     */
    public CameraUpdate update(
            String cameraId, CameraState state, PeriodBook book, FrameFaces frame, KnownSettings settings) {
        boolean begins = !StreamPositions.knows(state.getStreams(), frame.getStreamId());
        OptionalLong missing = StreamPositions.advance(state.getStreams(), frame.getStreamId(), frame.getSequence());
        if (missing.isEmpty()) {
            return CameraUpdate.DUPLICATE;
        }
        StreamPosition run = state.getStreams().get(state.getStreams().size() - 1);
        Instant newest = state.getNewest() == null ? state.getClock() : state.getNewest();
        if (begins && frame.getCapturedAt().isBefore(newest)) {
            run.setRewound(true);
        }
        if (begins) {
            Whereabouts.forgetStreams(state);
        }
        state.setNewest(frame.getCapturedAt().isAfter(newest) ? frame.getCapturedAt() : newest);
        clock.take(state, frame.getCapturedAt());
        List<TimedSummary> summaries = close(cameraId, state, book, window -> isOver(window, state.getClock()));
        Outcome outcome = count(state, run, frame, missing.getAsLong() + frame.getMissingAfter(), settings);
        summaries.addAll(closeFarthest(cameraId, state, book));
        summaries.addAll(frame.getEndOfStream() ? closeAll(cameraId, state, book) : partials(cameraId, state));
        return new CameraUpdate(outcome, new Due(summaries, rollups.due(state, book, overUpTo(state), Duration.ZERO)));
    }

    /**
     * Closes the windows that the clock of a silent camera would have passed, had it gone on, and the hours, days and weeks
     * that lie back by the idle time as well. Only these, and no time between them: whatever the camera sends of it when
     * it comes back is counted.
     *
     * @param book where its hours, days and weeks are kept
     * @param silence how long the camera is silent since its last frame
     */
    public Due closeSilent(String cameraId, CameraState state, PeriodBook book, Duration silence) {
        Instant clock = state.getClock().plus(silence);
        List<TimedSummary> summaries = close(cameraId, state, book, window -> isOver(window, clock));
        return new Due(summaries, rollups.due(state, book, overUpTo(state), silence));
    }

    /** How far the camera's time is over. */
    private Instant overUpTo(CameraState state) {
        return FinalWindows.overUpTo(state, grid.startOf(state.getClock().minus(config.grace())));
    }

    /** Closes every open window, oldest first. */
    public List<TimedSummary> closeAll(String cameraId, CameraState state) {
        return closeAll(cameraId, state, PeriodBook.in(state));
    }

    private List<TimedSummary> closeAll(String cameraId, CameraState state, PeriodBook book) {
        return close(cameraId, state, book, window -> true);
    }

    private boolean isOver(WindowState window, Instant clock) {
        return !window.getEnd()
                .plus(window.getLagMicros(), ChronoUnit.MICROS)
                .plus(config.grace())
                .isAfter(clock);
    }

    private Outcome count(
            CameraState state, StreamPosition run, FrameFaces frame, long missing, KnownSettings settings) {
        Optional<WindowState> window = windowOf(state, frame.getCapturedAt(), settings);
        if (window.isEmpty()) {
            countLate(state, run, frame, missing);
            Whereabouts.note(state, frame);
        } else {
            state.setLateInARow(0);
            WindowCounts.add(window.get(), frame);
            Looks.take(state, window.get(), frame);
            state.getWindows().forEach(open -> Sight.lookBack(open, frame));
            Whereabouts.take(state, window.get(), frame);
            Flows.addMissing(window.get().getFlow(), missing);
            Flows.addTracks(window.get().getFlow(), run, frame);
            WindowCounts.flowChanged(window.get());
        }
        for (WindowState open : state.getWindows()) {
            frame.getEndedTracks().forEach(ended -> WindowCounts.end(open, ended));
        }
        return window.isEmpty() ? Outcome.LATE : Outcome.COUNTED;
    }

    /** The window that a frame is counted in; empty when it is final. */
    private Optional<WindowState> windowOf(CameraState state, Instant time, KnownSettings settings) {
        Optional<WindowState> known = WindowGrid.find(state, time);
        if (known.isPresent() || FinalWindows.cover(state, time)) {
            return known;
        }
        WindowState opened = grid.open(state, time);
        opened.setLagMicros(clock.lag(state, time).toNanos() / 1000);
        settings.at(opened.getStart()).ifPresent(version -> PlaceCounts.begin(opened, version));
        return Optional.of(opened);
    }

    private static void countLate(CameraState state, StreamPosition run, FrameFaces frame, long missing) {
        List<WindowState> windows = state.getWindows();
        Flow flow = windows.isEmpty() ? state.getCarried() : windows.get(0).getFlow();
        Flows.addLate(flow);
        state.setLateInARow(state.getLateInARow() + 1);
        if (run.getRewound()) {
            // Known from before, also where the run has caught up and its frames count again.
            Flows.noteNew(run, frame);
        } else {
            Flows.addMissing(flow, missing);
            Flows.addTracks(flow, run, frame);
        }
        if (!windows.isEmpty()) {
            WindowCounts.flowChanged(windows.get(0));
        }
    }

    private List<TimedSummary> close(
            String cameraId, CameraState state, PeriodBook book, Predicate<WindowState> which) {
        List<TimedSummary> summaries = new ArrayList<>();
        List<WindowState> open = new ArrayList<>();
        for (WindowState window : state.getWindows()) {
            if (which.test(window)) {
                FinalWindows.add(state, window);
                summaries.add(closed(cameraId, book, window));
            } else {
                open.add(window);
            }
        }
        state.setWindows(open);
        return summaries;
    }

    /** Closes the window farthest from the clock when too many are astray. */
    private List<TimedSummary> closeFarthest(String cameraId, CameraState state, PeriodBook book) {
        List<WindowState> astray = state.getWindows().stream()
                .filter(window -> clock.isAhead(state, window) || isBehind(state, window))
                .toList();
        if (astray.size() <= MAX_ASTRAY) {
            return List.of();
        }
        WindowState farthest = astray.stream()
                .max(Comparator.comparing(window ->
                        Duration.between(window.getStart(), state.getClock()).abs()))
                .orElseThrow();
        return close(cameraId, state, book, window -> window == farthest);
    }

    /** Whether nothing but its lag keeps a window open. */
    private boolean isBehind(CameraState state, WindowState window) {
        return !window.getEnd().plus(config.grace()).isAfter(state.getClock());
    }

    private List<TimedSummary> partials(String cameraId, CameraState state) {
        if (config.partialInterval().isZero()) {
            return List.of();
        }
        List<TimedSummary> summaries = new ArrayList<>();
        for (WindowState window : state.getWindows()) {
            long due = Duration.between(window.getStart(), state.getClock()).dividedBy(config.partialInterval());
            if (due > window.getPartialsDue() && window.getChanged()) {
                window.setPartialsDue(due);
                DemographicSummary partial = summary(cameraId, window, SummaryStatus.PARTIAL, state.getClock());
                summaries.add(new TimedSummary(minCount.publish(partial), state.getClock()));
            }
        }
        return summaries;
    }

    private TimedSummary closed(String cameraId, PeriodBook book, WindowState window) {
        DemographicSummary summary = summary(cameraId, window, SummaryStatus.FINAL, window.getEnd());
        rollups.add(book, summary, window);
        return new TimedSummary(minCount.publish(summary), window.getEnd());
    }

    private DemographicSummary summary(String cameraId, WindowState window, SummaryStatus status, Instant seenUpTo) {
        window.setRevision(window.getRevision() + 1);
        window.setChanged(false);
        return mapper.toSummary(cameraId, window, status, seenUpTo);
    }
}
