package io.agender.producer.source;

import io.agender.producer.delivery.Pause;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * All that tells or takes time.
 *
 * @param wall the wall clock, which may be set at any moment
 * @param nanos a clock that only goes forward, in nanoseconds since anything
 * @param pause how waiting is done
 */
public record Timing(InstantSource wall, LongSupplier nanos, Pause pause) {

    /** The real one. */
    public static final Timing REAL = new Timing(InstantSource.system(), System::nanoTime, Pause.REAL);
}
