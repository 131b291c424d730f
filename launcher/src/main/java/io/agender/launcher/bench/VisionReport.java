package io.agender.launcher.bench;

import io.agender.launcher.bench.StageClock.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a number of threads did with a video's frames.
 *
 * @param elapsed wall-clock time of all of them together
 * @param clocks one for each thread
 */
record VisionReport(Duration elapsed, List<StageClock> clocks) {

    private static final double MILLION = 1e6;

    static final String HEADER = """
            | threads | frames/s | decode | detect | crop | classify | classify, a face | faces a frame |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    /** One row; the stages in milliseconds, the median of all frames. */
    String row() {
        int frames = clocks.stream().mapToInt(StageClock::frames).sum();
        long faces = clocks.stream().mapToLong(StageClock::faces).sum();
        double classified = Arrays.stream(nanos(Stage.CLASSIFY)).sum() / MILLION;
        return String.format(
                Locale.ROOT,
                "| %d | %.1f | %.2f | %.2f | %.2f | %.2f | %s | %.2f |%n",
                clocks.size(),
                frames / (elapsed.toNanos() / 1e9),
                median(Stage.DECODE),
                median(Stage.DETECT),
                median(Stage.CROP),
                median(Stage.CLASSIFY),
                faces == 0 ? "-" : String.format(Locale.ROOT, "%.2f", classified / faces),
                (double) faces / frames);
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
