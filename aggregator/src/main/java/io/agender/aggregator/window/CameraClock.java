package io.agender.aggregator.window;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.schemas.CameraState;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a camera, moved by the capture times of its frames. A frame within a stride of the clock moves it at once,
 * forwards only. One that is farther away, ahead or behind, is astray: the clock goes there when the camera's next frame
 * agrees, by being there as well or farther on; else it was a stray and the clock never knew of it.
 *
 * <p>When the clock leaps past windows that are open, they wait for as long as they would have without the leap: each
 * keeps how far the clock has run away from the frames it waits for. Should the camera go back to the old time, as after
 * a burst of wrong times, nothing has happened to them. A window that is opened by a frame behind the clock waits the
 * same way. When the clock is set back, nobody waits longer than the new clock asks for; windows ahead of it stay open
 * until it is there.
 *
 * <p>A stride is ten seconds, as FFmpeg has it where it tells a discontinuity from a slow camera, or the grace if that is
 * longer. A shorter one would make a leap of the ordinary step of a camera with rare frames, and its windows would close
 * a frame or two late; with a longer one a single wrong time could close more windows early.
 *
 * @param stride how far a frame may be from the clock without being astray
 * @param grace how far behind the clock a frame may be so that its window closes with the others
 */
record CameraClock(Duration stride, Duration grace) {

    static final Duration STRIDE = Duration.ofSeconds(10);

    static CameraClock of(AggregatorConfig config) {
        return new CameraClock(config.grace().compareTo(STRIDE) < 0 ? STRIDE : config.grace(), config.grace());
    }

    /** Takes note of when a frame was captured. */
    void take(CameraState state, Instant time) {
        Instant stray = state.getStray();
        state.setStray(null);
        if (isNear(state.getClock(), time)) {
            forward(state, time);
        } else if (stray != null && confirms(state.getClock(), stray, time)) {
            leap(state, stray);
            if (isNear(stray, time)) {
                forward(state, time);
            } else {
                state.setStray(time);
            }
        } else {
            state.setStray(time);
        }
    }

    /** How far the clock is ahead of a frame; zero where that is no more than the grace. */
    Duration lag(CameraState state, Instant time) {
        return time.isBefore(state.getClock().minus(grace)) ? Duration.between(time, state.getClock()) : Duration.ZERO;
    }

    /** Whether a window lies ahead of what the clock can reach with its next frame. */
    boolean isAhead(CameraState state, WindowState window) {
        return window.getStart().isAfter(state.getClock().plus(stride));
    }

    private boolean isNear(Instant clock, Instant time) {
        return Duration.between(clock, time).abs().compareTo(stride) <= 0;
    }

    /** A frame that is farther on confirms as well: a camera may take one picture a minute. */
    private boolean confirms(Instant clock, Instant stray, Instant time) {
        return stray.isAfter(clock) == time.isAfter(clock) && !time.isBefore(stray.minus(stride));
    }

    private static void forward(CameraState state, Instant time) {
        if (time.isAfter(state.getClock())) {
            state.setClock(time);
        }
    }

    private void leap(CameraState state, Instant to) {
        long micros = ChronoUnit.MICROS.between(state.getClock(), to);
        for (WindowState window : state.getWindows()) {
            if (micros < 0) {
                window.setLagMicros(Math.max(0, window.getLagMicros() + micros));
            } else if (window.getLagMicros() == 0
                    && !window.getStart().isAfter(state.getClock())
                    && !window.getEnd().plus(grace).isAfter(to)) {
                window.setLagMicros(micros);
            }
        }
        state.setClock(to);
    }
}
