package io.agender.aggregator;

import io.agender.aggregator.CameraUpdate.Outcome;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Flow;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.StreamPosition;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The windows of a camera as a fold: the state so far and a frame give the next state and the summaries to send. Nothing
 * here knows the wall clock, so the same frames give the same summaries.
 *
 * <p>A camera's clock is the newest capture time seen of it. A window closes when the clock has passed its end by the
 * grace; until then several may be open. A frame of a closed window is late and not counted. So a frame with a time far
 * ahead (brokers take up to an hour) closes all windows before it, and the frames after it are late until the camera's
 * time catches up; the counter of late frames shows it. A window without a frame gives no summary; one with frames that
 * could not be decoded does, for a camera that sends garbage is not an empty room.
 *
 * <p>Frames missing before a frame belong to that frame's window, and so do the tracks that it begins and ends. What a
 * late frame says of these, and that it was late, is counted in the oldest open window, or kept for the next one that
 * opens: its faces are lost, but no track is. The late frames of a run that goes back in time are only counted as late:
 * they are a replay, and their tracks were counted.
 *
 * <p>After the last frame of a stream all windows are closed, also the one that was cut short: frames of a next stream
 * that still fall into it are late.
 *
 * <p>Immutable; changes the state that it is given.
 */
final class CameraWindows {

    private final AggregatorConfig config;
    private final WindowGrid grid;
    private final SummaryMapper mapper;
    private final MinCount minCount;
    private final CameraRollups rollups;

    CameraWindows(AggregatorConfig config) {
        this.config = config;
        this.grid = new WindowGrid(config.window());
        this.mapper = new SummaryMapper(config.ageBands());
        this.minCount = new MinCount(config);
        this.rollups = new CameraRollups(config);
    }

    /** The state of a camera that was never seen, just before its first frame. */
    CameraState initial(FrameFaces first) {
        Instant clock = first.getCapturedAt();
        return CameraState.newBuilder()
                .setClock(clock)
                .setClosedUpTo(grid.startOf(clock.minus(config.grace())))
                .setStreams(new ArrayList<>())
                .setWindows(new ArrayList<>())
                .build();
    }

    /** Takes a frame in. */
    CameraUpdate update(String cameraId, CameraState state, FrameFaces frame) {
        boolean begins = !StreamPositions.knows(state.getStreams(), frame.getStreamId());
        OptionalLong missing = StreamPositions.advance(state.getStreams(), frame.getStreamId(), frame.getSequence());
        if (missing.isEmpty()) {
            return CameraUpdate.DUPLICATE;
        }
        StreamPosition run = state.getStreams().get(state.getStreams().size() - 1);
        if (begins && frame.getCapturedAt().isBefore(state.getClock())) {
            run.setRewound(true);
        }
        state.setClock(later(state.getClock(), frame.getCapturedAt()));
        List<TimedSummary> summaries =
                closeUpTo(cameraId, state, state.getClock().minus(config.grace()));
        Outcome outcome = count(state, run, frame, missing.getAsLong());
        summaries.addAll(frame.getEndOfStream() ? closeAll(cameraId, state) : partials(cameraId, state));
        return new CameraUpdate(outcome, summaries);
    }

    /**
     * Closes the windows that the clock of a silent camera would have passed, had it gone on. Only these, and no time
     * between them: whatever the camera sends of it when it comes back is counted.
     *
     * @param silence how long the camera is silent since its last frame
     */
    List<TimedSummary> closeSilent(String cameraId, CameraState state, Duration silence) {
        return closeOpen(cameraId, state, state.getClock().plus(silence).minus(config.grace()));
    }

    /** Closes every open window, oldest first. */
    List<TimedSummary> closeAll(String cameraId, CameraState state) {
        return state.getWindows().isEmpty() ? List.of() : closeUpTo(cameraId, state, WindowGrid.lastEnd(state));
    }

    private Outcome count(CameraState state, StreamPosition run, FrameFaces frame, long missing) {
        boolean late = frame.getCapturedAt().isBefore(state.getClosedUpTo());
        if (late) {
            countLate(state, run, frame, missing);
        } else {
            WindowState window = grid.open(state, frame.getCapturedAt());
            WindowCounts.add(window, frame);
            Flows.addMissing(window.getFlow(), missing);
            Flows.addTracks(window.getFlow(), run, frame);
            WindowCounts.flowChanged(window);
        }
        for (WindowState window : state.getWindows()) {
            frame.getEndedTracks().forEach(ended -> WindowCounts.end(window, ended));
        }
        return late ? Outcome.LATE : Outcome.COUNTED;
    }

    private static void countLate(CameraState state, StreamPosition run, FrameFaces frame, long missing) {
        List<WindowState> windows = state.getWindows();
        Flow flow = windows.isEmpty() ? state.getCarried() : windows.get(0).getFlow();
        Flows.addLate(flow);
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

    private List<TimedSummary> closeUpTo(String cameraId, CameraState state, Instant end) {
        List<TimedSummary> summaries = closeOpen(cameraId, state, end);
        // Windows without a frame close as well, though nothing is sent for them.
        state.setClosedUpTo(later(state.getClosedUpTo(), grid.startOf(end)));
        return summaries;
    }

    private List<TimedSummary> closeOpen(String cameraId, CameraState state, Instant end) {
        List<TimedSummary> summaries = new ArrayList<>();
        List<WindowState> open = new ArrayList<>();
        for (WindowState window : state.getWindows()) {
            if (window.getEnd().isAfter(end)) {
                open.add(window);
            } else {
                state.setClosedUpTo(later(state.getClosedUpTo(), window.getEnd()));
                summaries.add(closed(cameraId, state, window));
            }
        }
        state.setWindows(open);
        return summaries;
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

    private TimedSummary closed(String cameraId, CameraState state, WindowState window) {
        DemographicSummary summary = summary(cameraId, window, SummaryStatus.FINAL, window.getEnd());
        rollups.add(state, summary, window.getFlow());
        return new TimedSummary(minCount.publish(summary), window.getEnd());
    }

    private DemographicSummary summary(String cameraId, WindowState window, SummaryStatus status, Instant seenUpTo) {
        window.setRevision(window.getRevision() + 1);
        window.setChanged(false);
        return mapper.toSummary(cameraId, window, status, seenUpTo);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
