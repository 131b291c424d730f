package io.agender.producer.source;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a lost source is opened again: about 1, 2, 4, … seconds, up to a cap. Each wait is drawn
 * between half of that and all of it, so that cameras which were lost together don't come back together. A stream that
 * lived as long as the cap makes it begin anew. Belongs to one thread.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 30;

    private final Duration cap;
    private final RandomGenerator random;
    private int losses;

    Backoff(Duration cap) {
        this(cap, new Random());
    }

    Backoff(Duration cap, RandomGenerator random) {
        this.cap = cap;
        this.random = random;
    }

    /** The next wait, after a stream that lived so long. */
    Duration after(Duration lived) {
        losses = lived.compareTo(cap) >= 0 ? 0 : losses;
        Duration full = FIRST.multipliedBy(1L << Math.min(losses, MAX_DOUBLINGS));
        losses++;
        long nanos = (full.compareTo(cap) < 0 ? full : cap).toNanos();
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
