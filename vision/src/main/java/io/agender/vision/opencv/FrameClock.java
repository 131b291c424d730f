package io.agender.vision.opencv;

import java.util.OptionalLong;

/**
 * Turns a file's presentation timestamps into positions: microseconds since the first frame, never negative, never
 * decreasing. A frame without a timestamp follows the frame before it by one period. A small step back is held at the
 * last position; a large one, or one of days forward, means that the timestamps started anew (joined recordings, damage),
 * and the positions go on.
 */
final class FrameClock {

    private static final long RESTART_MICROS = 1_000_000;
    private static final long LEAP_MICROS = 7 * 86_400_000_000L;

    private final long periodMicros;
    private boolean started;
    private long origin;
    private long last;

    FrameClock(double framesPerSecond) {
        this.periodMicros = framesPerSecond > 0 ? Math.round(1e6 / framesPerSecond) : 40_000;
    }

    /** Position of the next frame, given its timestamp. */
    long position(OptionalLong timestampMicros) {
        if (!started) {
            started = true;
            origin = timestampMicros.orElse(0);
            return 0;
        }
        long next = timestampMicros.isPresent() ? timestampMicros.getAsLong() - origin : last + periodMicros;
        if (next < last - RESTART_MICROS || next > last + LEAP_MICROS) {
            next = last + periodMicros;
            origin = timestampMicros.getAsLong() - next;
        }
        last = Math.max(last, next);
        return last;
    }
}
