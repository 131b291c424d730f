package io.agender.aggregator.window;

import io.agender.schemas.CameraState;
import io.agender.schemas.TimeRange;
import io.agender.schemas.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which times of a camera are in windows that are final. Kept are ranges: windows without a frame are never final, so
 * every pause leaves a gap, in which windows may still open. Beyond {@value #MAX_RANGES} ranges the gap between the two
 * oldest counts as final too, and what comes for it is late.
 */
final class FinalWindows {

    /** Ranges that are kept; more would make the state of a camera with many pauses grow for ever. */
    static final int MAX_RANGES = 256;

    private FinalWindows() {}

    static void add(CameraState state, WindowState window) {
        Instant from = window.getStart();
        Instant to = window.getEnd();
        List<TimeRange> ranges = new ArrayList<>();
        int place = 0;
        for (TimeRange range : state.getFinals()) {
            if (range.getTo().isBefore(from)) {
                ranges.add(range);
                place = ranges.size();
            } else if (range.getFrom().isAfter(to)) {
                ranges.add(range);
            } else {
                from = range.getFrom().isBefore(from) ? range.getFrom() : from;
                to = range.getTo().isAfter(to) ? range.getTo() : to;
            }
        }
        ranges.add(place, new TimeRange(from, to));
        if (ranges.size() > MAX_RANGES) {
            TimeRange oldest = ranges.remove(0);
            ranges.get(0).setFrom(oldest.getFrom());
        }
        state.setFinals(ranges);
    }

    static boolean cover(CameraState state, Instant time) {
        return isBeforeAll(state, time)
                || state.getFinals().stream()
                        .anyMatch(range -> !time.isBefore(range.getFrom()) && time.isBefore(range.getTo()));
    }

    /** How far the camera's time is over: up to the clock less the grace, farther where the clock is in final windows. */
    static Instant overUpTo(CameraState state, Instant byClock) {
        Instant over = isBeforeAll(state, byClock) ? state.getClosedUpTo() : byClock;
        for (TimeRange range : state.getFinals()) {
            if (!state.getClock().isBefore(range.getFrom())
                    && state.getClock().isBefore(range.getTo())
                    && range.getTo().isAfter(over)) {
                over = range.getTo();
            }
        }
        return over;
    }

    private static boolean isBeforeAll(CameraState state, Instant time) {
        return state.getClosedUpTo() != null && time.isBefore(state.getClosedUpTo());
    }
}
