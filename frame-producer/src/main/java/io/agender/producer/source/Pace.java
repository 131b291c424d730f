package io.agender.producer.source;

import java.time.Duration;

/** Lets frames come at the moments at which they were taken. One that is behind does not wait. Belongs to one thread. */
final class Pace {

    private final Timing timing;
    private boolean begun;
    private long beganNanos;

    Pace(Timing timing) {
        this.timing = timing;
    }

    /** Returns when so much time has passed since the first call. */
    void await(Duration sinceFirst) throws InterruptedException {
        long now = timing.nanos().getAsLong();
        if (!begun) {
            begun = true;
            beganNanos = now - sinceFirst.toNanos();
        }
        long ahead = sinceFirst.toNanos() - (now - beganNanos);
        if (ahead > 0) {
            timing.pause().of(Duration.ofNanos(ahead));
        }
    }
}
