package io.agender.benchmarks;

import io.agender.benchmarks.StageClock.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a number of threads did with a video's frames.
 *
 * @param elapsed wall-clock time of all of them together
 * @param clocks one for each thread of each round
 */
record VisionReport(int threads, Duration elapsed, List<StageClock> clocks) {

    private static final double MILLION = 1e6;

    static final String HEADER = """
            | threads | frames/s | decode | detect | crop | classify | classify, a face | faces a frame |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    /** Both rounds together. */
    VisionReport plus(VisionReport other) {
        return new VisionReport(
                threads,
                elapsed.plus(other.elapsed),
                Stream.concat(clocks.stream(), other.clocks.stream()).toList());
    }

    double framesPerSecond() {
        return Rates.perSecond(frames(), elapsed.toNanos());
    }

    /** One row; the stages in milliseconds, the median of all frames. */
    String row() {
        long faces = clocks.stream().mapToLong(StageClock::faces).sum();
        double classified = Arrays.stream(nanos(Stage.CLASSIFY)).sum() / MILLION;
        return String.format(
                Locale.ROOT,
                "| %d | %.1f | %.2f | %.2f | %.2f | %.2f | %s | %.2f |%n",
                threads,
                framesPerSecond(),
                median(Stage.DECODE),
                median(Stage.DETECT),
                median(Stage.CROP),
                median(Stage.CLASSIFY),
                faces == 0 ? "-" : String.format(Locale.ROOT, "%.2f", classified / faces),
                (double) faces / frames());
    }

    /** All that were looked at. */
    long frames() {
        return clocks.stream().mapToLong(StageClock::frames).sum();
    }

    private double median(Stage stage) {
        long[] sorted = nanos(stage);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / MILLION;
    }

    private long[] nanos(Stage stage) {
        return clocks.stream()
                .flatMapToLong(clock -> Arrays.stream(clock.nanos(stage)))
                .toArray();
    }
}
