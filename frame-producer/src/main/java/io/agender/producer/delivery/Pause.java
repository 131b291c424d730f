package io.agender.producer.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

    /** The real one. */
    Pause REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    /** Returns when so much time has passed. */
    void of(Duration duration) throws InterruptedException;
}
