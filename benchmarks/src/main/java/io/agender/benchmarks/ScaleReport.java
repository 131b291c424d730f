package io.agender.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of turns with different numbers of stream threads, as a table, and what they say of more threads. */
final class ScaleReport {

    private static final Part[] ALL = Part.values();
    private static final Part[] PLATFORM = {Part.BROKER, Part.REGISTRY};

    private record Figure(String name, String format, ToDoubleFunction<ScaleTurn> of) {}

    private static final List<Figure> FIGURES = List.of(
            new Figure("frames/s", "%.1f", ScaleTurn::framesPerSecond),
            new Figure("processor time of the inference processor, ms a frame", "%.2f", ScaleTurn::processorMillis),
            new Figure("the same of the aggregator", "%.2f", turn -> turn.millis(Part.AGGREGATOR)),
            new Figure("of broker and registry", "%.2f", turn -> turn.millis(PLATFORM)),
            new Figure("of producer and reader", "%.2f", turn -> turn.millis(Part.LOAD)),
            new Figure("cores that the inference processor kept busy", "%.2f", turn -> turn.cores(Part.PROCESSOR)),
            new Figure(
                    "cores that all others kept busy", "%.2f", turn -> turn.cores(ALL) - turn.cores(Part.PROCESSOR)));

    private ScaleReport() {}

    /** @param turns by number of threads */
    static String of(Map<Integer, List<ScaleTurn>> turns) {
        StringBuilder text = new StringBuilder("| stream threads |");
        turns.keySet().forEach(threads -> text.append(' ').append(threads).append(" |"));
        text.append(line("%n| --- |")).append(" ---: |".repeat(turns.size()));
        for (Figure figure : FIGURES) {
            text.append(line("%n| ")).append(figure.name()).append(" |");
            turns.values().forEach(of -> text.append(' ')
                    .append(line(figure.format(), median(of, figure.of())))
                    .append(" |"));
        }
        text.append(line("%n%nframes/s of each round:%n"));
        turns.forEach((threads, of) -> text.append(line("  %d:", threads)).append(rates(of)));
        int least = turns.keySet().iterator().next();
        turns.keySet().stream()
                .filter(threads -> threads > least)
                .forEach(threads -> text.append(comparison(least, turns.get(least), threads, turns.get(threads))));
        return text.toString();
    }

    private static String rates(List<ScaleTurn> turns) {
        StringBuilder text = new StringBuilder();
        turns.forEach(turn -> text.append(line(" %.1f", turn.framesPerSecond())));
        return text.append(System.lineSeparator()).toString();
    }

    /**
     * With the machine to itself a processor has a core for each thread, and each gets through a frame in its processor
     * time.
     */
    private static String comparison(int least, List<ScaleTurn> few, int threads, List<ScaleTurn> many) {
        return line(
                "%n%d threads / %d: measured %.2f; computed, had the processor a machine of its own with a core for each"
                        + " thread: %.2f%n",
                threads,
                least,
                median(many, ScaleTurn::framesPerSecond) / median(few, ScaleTurn::framesPerSecond),
                (double) threads
                        / least
                        * median(few, ScaleTurn::processorMillis)
                        / median(many, ScaleTurn::processorMillis));
    }

    private static double median(List<ScaleTurn> turns, ToDoubleFunction<ScaleTurn> of) {
        return Rates.median(turns.stream().map(of::applyAsDouble).toList());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
