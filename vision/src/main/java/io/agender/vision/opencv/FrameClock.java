package io.agender.vision.opencv;

import java.util.OptionalLong;

/**
 * Turns a source's presentation timestamps into positions: microseconds since the first frame, never negative, never
 * decreasing. A frame without a timestamp follows the frame before it by one period.
 *
 * <p>A step back by less than two periods and less than a second is held at the last position. A larger one, one of days
 * forward, or a third frame in a row that is not past the last position means that the timestamps started anew (joined
 * recordings, the segments of a playlist, damage), and the positions go on.
 */
final class FrameClock {

    private static final long LARGEST_STEP_BACK_MICROS = 1_000_000;
    private static final long LEAP_MICROS = 7 * 86_400_000_000L;
    private static final int MOST_HELD = 2;

    private final long periodMicros;
    private final long stepBackMicros;
    private boolean started;
    private long origin;
    private long last;
    private int held;

    FrameClock(double framesPerSecond) {
        this.periodMicros = framesPerSecond > 0 ? Math.round(1e6 / framesPerSecond) : 40_000;
        this.stepBackMicros = Math.min(2 * periodMicros, LARGEST_STEP_BACK_MICROS);
    }

    /** Position of the next frame, given its timestamp. */
    long position(OptionalLong timestampMicros) {
        if (!started) {
            started = true;
            origin = timestampMicros.orElse(0);
            return 0;
        }
        long next = timestampMicros.isPresent() ? timestampMicros.getAsLong() - origin : last + periodMicros;
        held = next > last ? 0 : held + 1;
        if (next <= last - stepBackMicros || next > last + LEAP_MICROS || held > MOST_HELD) {
            next = last + periodMicros;
            origin = timestampMicros.getAsLong() - next;
            held = 0;
        }
        last = Math.max(last, next);
        return last;
    }
}
