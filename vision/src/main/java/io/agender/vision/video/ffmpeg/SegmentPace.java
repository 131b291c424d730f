package io.agender.vision.video.ffmpeg;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets the frames of a live playlist come as the camera took them. Its server hands out whole segments, so frames of
 * several seconds come within milliseconds; each is held back until as much time has passed as between it and the first
 * one.
 *
 * <p>After a stall, and where segments were passed over because they had left the playlist, the pace begins anew with the
 * frame at hand: else frames would rush to catch up, or the reader fall behind further. Belongs to one thread.
 */
final class SegmentPace {

    /** Later than that is a stall. */
    private static final long MAX_LATE_NANOS = 1_000_000_000;

    /** A longer step from one frame to the next is a gap. */
    private static final long MAX_STEP_MICROS = 2_000_000;

    private final LongSupplier nanos;
    private final Pause pause;
    private boolean begun;
    private long beganNanos;
    private long lastMicros;

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(long nanos) throws InterruptedException;
    }

    SegmentPace() {
        this(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    SegmentPace(LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
    }

    /** Returns when the frame at this position is due. */
    void await(long positionMicros) throws InterruptedException {
        long now = nanos.getAsLong();
        long ahead = beganNanos + positionMicros * 1_000 - now;
        boolean gap = positionMicros - lastMicros > MAX_STEP_MICROS;
        lastMicros = positionMicros;
        if (!begun || gap || ahead < -MAX_LATE_NANOS) {
            begun = true;
            beganNanos = now - positionMicros * 1_000;
        } else if (ahead > 0) {
            pause.of(ahead);
        }
    }
}
