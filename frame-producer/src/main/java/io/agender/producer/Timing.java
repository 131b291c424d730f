package io.agender.producer;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * All that tells or takes time.
 *
 * @param wall the wall clock, which may be set at any moment
 * @param nanos a clock that only goes forward, in nanoseconds since anything
 * @param pause how waiting is done
 */
record Timing(InstantSource wall, LongSupplier nanos, Pause pause) {

    static final Timing REAL = new Timing(InstantSource.system(), System::nanoTime, Pause.REAL);
}
