package io.agender.benchmarks.pose;

import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mean face that was fitted, beside the program's.
 *
 * @param fittedTo to how many heads
 * @param chosen the heads that could be fitted to
 * @param others those that were held out
 */
record MeanFaceReport(
        String detector,
        MeanFace program,
        MeanFace fitted,
        int fittedTo,
        List<FoundHead> chosen,
        List<FoundHead> others,
        PoseAngles angles) {

    /** Coordinates and gains stand in the program to three places, degrees to one; the last one may be rounded otherwise. */
    private static final double SAME = 0.001;

    private static final double SAME_DEGREES = 0.1;

    private record Number(String name, double program, double fitted, double same) {

        boolean differs() {
            return Math.abs(program - fitted) > same;
        }
    }

    /** Tables in Markdown. */
    String markdown() {
        List<Number> numbers = numbers();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "| `%s`, fitted to %d heads and their mirror images | in the program | fitted |%n"
                        + "| --- | ---: | ---: |%n",
                detector,
                fittedTo));
        numbers.forEach(one -> text.append(
                String.format(Locale.ROOT, "| %s | %.3f | %.3f |%n", one.name(), one.program(), one.fitted())));
        List<String> others =
                numbers.stream().filter(Number::differs).map(Number::name).toList();
        text.append(
                others.isEmpty()
                        ? "\nThe program has these numbers.\n\n"
                        : "\nThe program has other numbers: " + String.join(", ", others) + ".\n\n");
        text.append("| errors in degrees | pictures | found | yaw | bias | pitch | bias | watching or not right |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        row(text, "fitted to, in the program", chosen, program);
        row(text, "fitted to, fitted", chosen, fitted);
        row(text, "held out, in the program", this.others, program);
        row(text, "held out, fitted", this.others, fitted);
        return text.append('\n').toString();
    }

    private List<Number> numbers() {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < program.points().size(); i++) {
            ModelPoint one = program.points().get(i);
            ModelPoint other = fitted.points().get(i);
            String name = one.point().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (!name.startsWith("right ") && !name.equals("left eye")) {
                if (name.startsWith("left ")) {
                    numbers.add(new Number(name + " x", one.x(), other.x(), SAME));
                }
                numbers.add(new Number(name + " y", one.y(), other.y(), SAME));
                numbers.add(new Number(name + " z", one.z(), other.z(), SAME));
            }
        }
        numbers.add(new Number("gain of the yaw", program.yawGain(), fitted.yawGain(), SAME));
        numbers.add(new Number("gain of the pitch", program.pitchGain(), fitted.pitchGain(), SAME));
        numbers.add(new Number("offset of the pitch", program.pitchOffset(), fitted.pitchOffset(), SAME_DEGREES));
        return numbers;
    }

    private void row(StringBuilder text, String name, List<FoundHead> heads, MeanFace face) {
        PoseFigures figures =
                PoseFigures.of(heads.stream().map(head -> head.sample(face)).toList(), angles);
        text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %+.1f | %.1f | %+.1f | %.1f %% |%n",
                name,
                figures.faces(),
                figures.found(),
                figures.yaw().value(),
                figures.yawBias(),
                figures.pitch().value(),
                figures.pitchBias(),
                100 * figures.watchingRight().value()));
    }
}
