package io.agender.aggregator.window;

import io.agender.schemas.CameraState;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Where windows lie: at full multiples of their length since 1970-01-01 UTC.
 *
 * @param length of a window, whole milliseconds
 */
record WindowGrid(Duration length) {

    Instant startOf(Instant time) {
        long micros = length.toMillis() * 1000;
        long sinceEpoch = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Instant.EPOCH.plus(Math.floorDiv(sinceEpoch, micros) * micros, ChronoUnit.MICROS);
    }

    /** The open window of a time, if there is one. */
    static Optional<WindowState> find(CameraState state, Instant time) {
        // Compared with the window's own end: it may have been opened under another configuration.
        return state.getWindows().stream()
                .filter(window -> !time.isBefore(window.getStart()) && time.isBefore(window.getEnd()))
                .findFirst();
    }

    /** Opens the window of a time in its place, with what was carried to it. */
    WindowState open(CameraState state, Instant time) {
        List<WindowState> windows = state.getWindows();
        int after = (int) windows.stream()
                .filter(window -> window.getStart().isBefore(time))
                .count();
        Instant start = startOf(time);
        WindowState opened = WindowState.newBuilder()
                .setStart(start)
                .setEnd(start.plus(length))
                .setFlow(state.getCarried())
                .build();
        state.setCarried(Flows.empty());
        WindowCounts.flowChanged(opened);
        windows.add(after, opened);
        return opened;
    }
}
