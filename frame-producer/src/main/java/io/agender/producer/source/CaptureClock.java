package io.agender.producer.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Capture times of a live camera, to the microsecond, each later than the one before. It is the wall clock; when that is
 * set back, this clock goes on at half its pace until the wall clock has caught up, so that frames stay apart and the
 * error goes away. Belongs to one thread.
 */
final class CaptureClock {

    private final Timing timing;
    private Instant last;
    private long lastNanos;

    CaptureClock(Timing timing) {
        this.timing = timing;
    }

    Instant next() {
        Instant wall = timing.wall().instant().truncatedTo(ChronoUnit.MICROS);
        long nanos = timing.nanos().getAsLong();
        if (last != null) {
            long halfPaceMicros = Math.max(1, (nanos - lastNanos) / 2_000);
            Instant least = last.plus(halfPaceMicros, ChronoUnit.MICROS);
            wall = wall.isAfter(last) && !wall.isBefore(least) ? wall : least;
        }
        last = wall;
        lastNanos = nanos;
        return wall;
    }
}
