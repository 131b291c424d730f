package io.agender.benchmarks.accuracy;

import io.agender.benchmarks.accuracy.AccuracyReport.Contestant;
import io.agender.vision.ModelUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as tables in Markdown, for the terminal and for docs. */
final class AccuracyMarkdown {

    private static final String NONE = "–";

    private final AccuracyReport report;
    private final StringBuilder text = new StringBuilder();

    private AccuracyMarkdown(AccuracyReport report) {
        this.report = report;
    }

    static String of(AccuracyReport report) {
        return new AccuracyMarkdown(report).write();
    }

    private String write() {
        line("Measured on " + report.data()
                + ". Errors of ages are in years, against the middle of the label's range;");
        line("brackets hold 95 % intervals (bootstrap). Gender right is the share of the genders that were named.");
        line("");
        figuresHeader("detector + model");
        figuresRow("*a constant answer*", report.constant());
        report.contenders().forEach(one -> figuresRow(one.measured().contender().toString(), one.all()));
        line("");
        cost();
        foundBySize();
        falseFaces();
        differences();
        for (Contestant one : report.contenders()) {
            line("## " + one.measured().contender());
            line("");
            line("Networks: "
                    + one.measured().models().stream()
                            .map(AccuracyMarkdown::network)
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ".");
            line("");
            one.parts().forEach((by, parts) -> table(name(by), parts));
            if (!one.sizes().isEmpty()) {
                table("longer side of the face in a frame of " + report.frame(), one.sizes());
            }
            calibration(one.calibration());
            confusion(one.confusion());
        }
        return text.toString();
    }

    private static String network(ModelUse use) {
        return use.name() + " (" + use.task().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", SHA-256 "
                + use.sha256() + "…)";
    }

    private static String name(String by) {
        return by.equals(Breakdown.GROUP_AND_GENDER) ? "group and gender, 20 to 59" : by;
    }

    private void table(String name, Map<String, AccuracyMetrics> parts) {
        figuresHeader(name);
        parts.forEach(this::figuresRow);
        line("");
    }

    private void figuresHeader(String first) {
        line("| " + first + " | faces | found | age MAE | bias | RMSE | within 5 | within 10 | within its deviation"
                + " | gender named | gender right |");
        line("| --- |" + " ---: |".repeat(10));
    }

    private void figuresRow(String name, AccuracyMetrics figures) {
        row(
                name,
                String.valueOf(figures.faces()),
                percent((double) figures.found() / figures.faces()),
                interval(figures.ageMeanAbsoluteError(), 1, "%.1f"),
                signed(figures.ageBias().value()),
                number(figures.ageRootMeanSquareError()),
                percent(figures.ageWithinFive()),
                percent(figures.ageWithinTen()),
                percent(figures.ageWithinDeviation()),
                percent(figures.genderNamed()),
                interval(figures.genderRight(), 100, "%.1f %%"));
    }

    private void cost() {
        line("| detector + model | look for faces, ms | in a frame of " + report.frame()
                + ", ms | least processor time of these" + " | a face alone, ms |");
        line("| --- | ---: | ---: | ---: | ---: |");
        report.contenders()
                .forEach(one -> row(
                        one.measured().contender().toString(),
                        number(one.measured().detectMillis()),
                        number(one.measured().farMillis()),
                        number(one.measured().leastMillis()),
                        number(one.measured().classifyMillis())));
        line("");
    }

    /** Side by side, which the tables of each contender are not. */
    private void foundBySize() {
        List<String> sizes = List.copyOf(report.contenders().get(0).sizes().keySet());
        if (sizes.isEmpty()) {
            return;
        }
        line("Found in a frame of " + report.frame() + ", by the longer side of the face:");
        line("");
        line("| detector + model | " + String.join(" | ", sizes) + " |");
        line("| --- |" + " ---: |".repeat(sizes.size()));
        report.contenders().forEach(one -> {
            List<String> cells =
                    new ArrayList<>(List.of(one.measured().contender().toString()));
            sizes.forEach(size -> cells.add(found(one.sizes().get(size))));
            row(cells.toArray(String[]::new));
        });
        line("");
    }

    private static String found(AccuracyMetrics figures) {
        return percent((double) figures.found() / figures.faces());
    }

    private void falseFaces() {
        if (report.falseFaces().isEmpty()) {
            return;
        }
        line("Where there is no face:");
        line("");
        line("| detector | in | pictures | with a false face | false faces |");
        line("| --- | --- | ---: | ---: | ---: |");
        report.falseFaces()
                .forEach(one -> row(
                        one.detector(),
                        one.place(),
                        String.valueOf(one.pictures()),
                        interval(one.withFaces(), 100, "%.1f %%"),
                        String.valueOf(one.faces())));
        line("");
    }

    private void differences() {
        if (report.differences().isEmpty()) {
            return;
        }
        line("On the faces that both answer for:");
        line("");
        line("| detector + model | against | faces | age MAE, difference | faces | gender right, difference |");
        line("| --- | --- | ---: | ---: | ---: | ---: |");
        report.differences()
                .forEach(one -> row(
                        one.contender().toString(),
                        one.reference().toString(),
                        String.valueOf(one.ages()),
                        interval(one.absoluteError(), 1, "%+.1f"),
                        String.valueOf(one.genders()),
                        interval(one.genderRight(), 100, "%+.1f %%")));
        line("");
    }

    private void calibration(Calibration calibration) {
        line("| probability of male, stated | men among the labels | faces |");
        line("| ---: | ---: | ---: |");
        for (Calibration.Bin bin : calibration.bins()) {
            row(
                    String.format(Locale.ROOT, "%.2f", bin.stated()),
                    String.format(Locale.ROOT, "%.2f", bin.men()),
                    String.valueOf(bin.faces()));
        }
        line("");
        line(String.format(
                Locale.ROOT,
                "Expected calibration error: %.3f; a perfect answer would have %.3f by chance. Debiased: %.3f.",
                calibration.expectedError(),
                calibration.errorByChance(),
                calibration.debiasedError()));
        line("");
    }

    private void confusion(Confusion confusion) {
        line("| is, down; answered, across | " + String.join(" | ", confusion.cells()) + " | unknown |");
        line("| --- |" + " ---: |".repeat(confusion.cells().size() + 1));
        for (int truth = 0; truth < confusion.cells().size(); truth++) {
            String[] cells = new String[confusion.counts()[truth].length + 1];
            cells[0] = confusion.cells().get(truth);
            for (int answer = 0; answer < confusion.counts()[truth].length; answer++) {
                cells[answer + 1] = String.valueOf(confusion.counts()[truth][answer]);
            }
            row(cells);
        }
        line("");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", List.of(cells)) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String interval(Interval interval, double factor, String format) {
        if (Double.isNaN(interval.value())) {
            return NONE;
        }
        String plain = format.replace(" %%", "");
        return String.format(
                Locale.ROOT,
                format + " (" + plain + " to " + plain + ")",
                interval.value() * factor,
                interval.low() * factor,
                interval.high() * factor);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String signed(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%+.1f", value);
    }
}
