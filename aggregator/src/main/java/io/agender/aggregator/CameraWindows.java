package io.agender.aggregator;

import io.agender.aggregator.CameraUpdate.Outcome;
import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * time catches up; the counter of late frames shows it. A window in which no frame was analysed gives no summary.
 *
 * <p>Frames missing before a frame belong to that frame's window; before a late frame, to the oldest open window, and to
 * none when no window is open.
 *
 * <p>After the last frame of a stream all windows are closed, also the one that was cut short: frames of a next stream
 * that still fall into it are late.
 *
 * <p>Immutable; changes the state that it is given.
 */
final class CameraWindows {

    private final AggregatorConfig config;
    private final SummaryMapper mapper;

    CameraWindows(AggregatorConfig config) {
        this.config = config;
        this.mapper = new SummaryMapper(config.ageBands());
    }

    /** The state of a camera that was never seen, just before its first frame. */
    CameraState initial(FrameFaces first) {
        Instant clock = first.getCapturedAt();
        return new CameraState(clock, startOf(clock.minus(config.grace())), new ArrayList<>(), new ArrayList<>());
    }

    /** Takes a frame in. */
    CameraUpdate update(String cameraId, CameraState state, FrameFaces frame) {
        OptionalLong missing = StreamPositions.advance(state.getStreams(), frame.getStreamId(), frame.getSequence());
        if (missing.isEmpty()) {
            return CameraUpdate.DUPLICATE;
        }
        state.setClock(later(state.getClock(), frame.getCapturedAt()));
        List<TimedSummary> summaries =
                closeUpTo(cameraId, state, state.getClock().minus(config.grace()));
        Outcome outcome = count(state, frame, missing.getAsLong());
        summaries.addAll(frame.getEndOfStream() ? closeAll(cameraId, state) : partials(cameraId, state));
        return new CameraUpdate(outcome, summaries);
    }

    /** Closes every open window, oldest first. */
    List<TimedSummary> closeAll(String cameraId, CameraState state) {
        return state.getWindows().isEmpty() ? List.of() : closeUpTo(cameraId, state, lastEnd(state));
    }

    private Outcome count(CameraState state, FrameFaces frame, long missing) {
        if (frame.getCapturedAt().isBefore(state.getClosedUpTo())) {
            if (!state.getWindows().isEmpty()) {
                WindowCounts.addMissing(state.getWindows().get(0), missing);
            }
            return Outcome.LATE;
        }
        WindowState window = windowOf(state, frame.getCapturedAt());
        WindowCounts.addMissing(window, missing);
        WindowCounts.add(window, frame);
        return Outcome.COUNTED;
    }

    private List<TimedSummary> closeUpTo(String cameraId, CameraState state, Instant end) {
        List<TimedSummary> summaries = new ArrayList<>();
        List<WindowState> open = new ArrayList<>();
        for (WindowState window : state.getWindows()) {
            if (window.getEnd().isAfter(end)) {
                open.add(window);
            } else {
                state.setClosedUpTo(later(state.getClosedUpTo(), window.getEnd()));
                summaries.add(summary(cameraId, window, SummaryStatus.FINAL, window.getEnd()));
            }
        }
        state.setWindows(open);
        // Windows without a frame close as well, though nothing is sent for them.
        state.setClosedUpTo(later(state.getClosedUpTo(), startOf(end)));
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
                summaries.add(summary(cameraId, window, SummaryStatus.PARTIAL, state.getClock()));
            }
        }
        return summaries;
    }

    private TimedSummary summary(String cameraId, WindowState window, SummaryStatus status, Instant time) {
        window.setRevision(window.getRevision() + 1);
        window.setChanged(false);
        return new TimedSummary(mapper.toSummary(cameraId, window, status), time);
    }

    /** The open window of a time, opened in its place when there is none. */
    private WindowState windowOf(CameraState state, Instant time) {
        List<WindowState> windows = state.getWindows();
        int after = 0;
        for (WindowState window : windows) {
            // Compared with the window's own end: it may have been opened under another configuration.
            if (!time.isBefore(window.getStart()) && time.isBefore(window.getEnd())) {
                return window;
            }
            if (window.getStart().isBefore(time)) {
                after++;
            }
        }
        Instant start = startOf(time);
        WindowState opened = WindowState.newBuilder()
                .setStart(start)
                .setEnd(start.plus(config.window()))
                .build();
        windows.add(after, opened);
        return opened;
    }

    private Instant startOf(Instant time) {
        long window = config.window().toMillis() * 1000;
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Instant.EPOCH.plus(Math.floorDiv(micros, window) * window, ChronoUnit.MICROS);
    }

    private static Instant lastEnd(CameraState state) {
        return state.getWindows().stream()
                .map(WindowState::getEnd)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
