package io.agender.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Times whole runs of the program, from its script to its exit, of one or several sides in turns, so that what else the
 * machine does hits all of them.
 *
 * @param rounds how many runs of each side
 */
public record ColdBench(int rounds) {

    /**
     * One way to start the program.
     *
     * @param name in the table
     * @param script the {@code agender} of a checkout that is built
     * @param javaOptions for the JVM, empty for none
     */
    public record Side(String name, Path script, String javaOptions) {}

    private record Figure(String name, Function<ColdRun, Double> of) {}

    private static final List<Figure> FIGURES = List.of(
            new Figure("first box, s", run -> run.firstBoxSeconds().orElse(Double.NaN)),
            new Figure("first final window, s", run -> run.firstFinalSeconds().orElse(Double.NaN)),
            new Figure("whole run, s", ColdRun::wallSeconds),
            new Figure("processor, s", ColdRun::processorSeconds));

    /**
     * Prints a table with the medians; of each further side also its ratio to the first.
     *
     * @throws io.agender.program.CommandException when a run ends with an error
     */
    public void run(String video, List<Side> sides, PrintWriter out) throws InterruptedException {
        List<List<ColdRun>> runs = new ArrayList<>();
        sides.forEach(side -> runs.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int side = 0; side < sides.size(); side++) {
                runs.get(side)
                        .add(ColdRun.of(
                                sides.get(side).script(), sides.get(side).javaOptions(), video));
            }
        }
        out.println("Medians of " + rounds + " runs each, in turns.");
        out.println();
        StringBuilder head = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("| --- |");
        sides.forEach(side -> {
            head.append(' ').append(side.name()).append(" |");
            rule.append(" ---: |");
        });
        out.println(head);
        out.println(rule);
        for (Figure figure : FIGURES) {
            out.println(row(figure, runs));
        }
        out.flush();
    }

    private static String row(Figure figure, List<List<ColdRun>> runs) {
        StringBuilder row = new StringBuilder("| ").append(figure.name()).append(" |");
        double first = median(figure, runs.get(0));
        for (int side = 0; side < runs.size(); side++) {
            double value = median(figure, runs.get(side));
            row.append(String.format(Locale.ROOT, side == 0 ? " %.1f |" : " %.1f (%.2f) |", value, value / first));
        }
        return row.toString().replace("NaN", "-");
    }

    private static double median(Figure figure, List<ColdRun> runs) {
        return Rates.median(runs.stream().map(figure.of()).toList());
    }
}
