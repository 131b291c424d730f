package io.agender.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What processes took of the processors: up to a moment, or between two.
 *
 * @param elapsed by the clock on the wall, since any fixed moment or between the two
 * @param taken processor time of each process
 */
record ProcessorTimes(Duration elapsed, Map<Part, Duration> taken) {

    private static final double MILLION = 1e6;

    ProcessorTimes {
        taken = Map.copyOf(taken);
    }

    /** What was taken since. */
    ProcessorTimes since(ProcessorTimes before) {
        Map<Part, Duration> difference = new EnumMap<>(Part.class);
        taken.forEach((part, time) -> difference.put(part, time.minus(before.of(part))));
        return new ProcessorTimes(elapsed.minus(before.elapsed), difference);
    }

    private Duration of(Part part) {
        return taken.getOrDefault(part, Duration.ZERO);
    }

    /** Milliseconds of processor time for each of so many frames. */
    double millisPerFrame(long frames, Part... parts) {
        return nanos(parts) / MILLION / frames;
    }

    /** How many cores these kept busy on average. */
    double cores(Part... parts) {
        return nanos(parts) / elapsed.toNanos();
    }

    private double nanos(Part... parts) {
        double sum = 0;
        for (Part part : parts) {
            sum += of(part).toNanos();
        }
        return sum;
    }
}
