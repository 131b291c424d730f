package io.agender.aggregator;

import io.agender.schemas.CameraState;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    /** The open window of a time; opened in its place when there is none, with what was carried to it. */
    WindowState open(CameraState state, Instant time) {
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
                .setEnd(start.plus(length))
                .setFlow(state.getCarried())
                .build();
        state.setCarried(Flows.empty());
        WindowCounts.flowChanged(opened);
        windows.add(after, opened);
        return opened;
    }

    /** The end of the last open window. */
    static Instant lastEnd(CameraState state) {
        return state.getWindows().stream()
                .map(WindowState::getEnd)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
