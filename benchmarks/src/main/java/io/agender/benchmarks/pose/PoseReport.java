package io.agender.benchmarks.pose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.benchmarks.accuracy.FrameSize;
import io.agender.benchmarks.accuracy.Interval;
import io.agender.benchmarks.accuracy.JsonFigures;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of poses as tables and for programs.
 *
 * @param data what was measured on
 */
record PoseReport(String data, FrameSize frame, PoseAngles angles, List<MeasuredPoses> measured) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NONE = "–";

    /** Tables in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("Measured on ")
                .append(data)
                .append(". Errors are in degrees, of heads labelled within ")
                .append(degrees(angles.measuredYaw()))
                .append(" of yaw;\nbrackets hold 95 % intervals (bootstrap). Watching: within ")
                .append(degrees(angles.maxYaw()))
                .append(" of yaw and ")
                .append(degrees(angles.maxPitch()))
                .append(" of pitch; who is not found\nis not watching.\n\n");
        header(text, "detector");
        measured.forEach(one -> row(text, "`" + one.detector() + "`", PoseFigures.of(one.near(), angles)));
        measured.stream()
                .filter(one -> !one.turned().isEmpty())
                .forEach(one ->
                        row(text, "`" + one.detector() + "`, pictures turned", PoseFigures.of(one.turned(), angles)));
        for (MeasuredPoses one : measured) {
            text.append('\n');
            header(text, "`" + one.detector() + "`, labelled yaw, left and right");
            byYaw(one).forEach((yaw, samples) -> row(text, degrees(yaw), PoseFigures.of(samples, everywhere())));
            if (!one.bySize().isEmpty()) {
                text.append('\n');
                header(text, "`" + one.detector() + "`, longer side in " + frame);
                one.bySize().forEach((size, samples) -> row(text, size + " px", PoseFigures.of(samples, angles)));
            }
        }
        text.append('\n');
        measured.forEach(one -> text.append("- `")
                .append(one.detector())
                .append(String.format(
                        Locale.ROOT, "`: %.1f ms a look, landmarks and pose included%n", one.detectMillis())));
        return text.toString();
    }

    /** For a label beyond what is measured elsewhere, errors are told too. */
    private PoseAngles everywhere() {
        return new PoseAngles(angles.maxYaw(), angles.maxPitch(), 90);
    }

    private static SortedMap<Double, List<PoseSample>> byYaw(MeasuredPoses one) {
        SortedMap<Double, List<PoseSample>> byYaw = new TreeMap<>();
        one.near().stream()
                .map(sample -> Math.abs(sample.label().yaw()))
                .distinct()
                .forEach(yaw -> byYaw.put(
                        yaw,
                        one.near().stream()
                                .filter(sample -> Math.abs(sample.label().yaw()) == yaw)
                                .toList()));
        return byYaw;
    }

    private static void header(StringBuilder text, String first) {
        text.append("| ")
                .append(first)
                .append(" | pictures | found | yaw MAE | bias | pitch MAE | bias | roll MAE | watching or not right |"
                        + " of who watches | of others |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    }

    private static void row(StringBuilder text, String name, PoseFigures figures) {
        text.append("| ").append(name).append(" | ").append(figures.faces());
        text.append(" | ").append(figures.found());
        cell(text, interval(figures.yaw(), 1, ""));
        cell(text, signed(figures.yawBias()));
        cell(text, interval(figures.pitch(), 1, ""));
        cell(text, signed(figures.pitchBias()));
        cell(text, number(figures.roll(), 1, ""));
        cell(text, interval(figures.watchingRight(), 100, " %"));
        cell(text, number(figures.watchersTold(), 100, " %"));
        cell(text, number(figures.othersTold(), 100, " %"));
        text.append(" |\n");
    }

    private static void cell(StringBuilder text, String value) {
        text.append(" | ").append(value);
    }

    private static String interval(Interval value, double factor, String unit) {
        return Double.isNaN(value.value())
                ? NONE
                : number(value.value(), factor, unit)
                        + String.format(Locale.ROOT, " (%.1f to %.1f)", factor * value.low(), factor * value.high());
    }

    private static String number(double value, double factor, String unit) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f%s", factor * value, unit);
    }

    private static String signed(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%+.1f", value);
    }

    private static String degrees(double angle) {
        return angle == Math.rint(angle) ? (long) angle + "°" : angle + "°";
    }

    /** The figures for programs; what there is no figure for is null. */
    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("data", data);
        root.put("frame", frame.toString());
        root.put("maxYaw", angles.maxYaw());
        root.put("maxPitch", angles.maxPitch());
        root.put("measuredYaw", angles.measuredYaw());
        ArrayNode detectors = root.putArray("detectors");
        for (MeasuredPoses one : measured) {
            ObjectNode node = detectors.addObject();
            node.put("detector", one.detector());
            node.set("networks", JSON.valueToTree(one.models()));
            node.setAll(figures(PoseFigures.of(one.near(), angles)));
            node.set("turned", figures(PoseFigures.of(one.turned(), angles)));
            ObjectNode yaws = node.putObject("yaws");
            byYaw(one)
                    .forEach((yaw, samples) -> yaws.set(degrees(yaw), figures(PoseFigures.of(samples, everywhere()))));
            ObjectNode sizes = node.putObject("sizes");
            one.bySize().forEach((size, samples) -> sizes.set(size + " px", figures(PoseFigures.of(samples, angles))));
            JsonFigures.number(node, "detectMilliseconds", one.detectMillis());
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers", e);
        }
    }

    private static ObjectNode figures(PoseFigures figures) {
        ObjectNode node = JSON.createObjectNode();
        node.put("pictures", figures.faces());
        node.put("found", figures.found());
        node.put("missed", figures.faces() - figures.found());
        JsonFigures.interval(node, "yawMeanAbsoluteError", figures.yaw());
        JsonFigures.number(node, "yawBias", figures.yawBias());
        JsonFigures.interval(node, "pitchMeanAbsoluteError", figures.pitch());
        JsonFigures.number(node, "pitchBias", figures.pitchBias());
        JsonFigures.number(node, "rollMeanAbsoluteError", figures.roll());
        JsonFigures.interval(node, "watchingRight", figures.watchingRight());
        JsonFigures.number(node, "watchersTold", figures.watchersTold());
        JsonFigures.number(node, "othersTold", figures.othersTold());
        return node;
    }
}
