package io.agender.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The costs of several steps as tables, and what one more camera with its partition costs from the first to each other. */
final class CamerasReport {

    private static final Part[] PLATFORM = {Part.BROKER, Part.REGISTRY};
    private static final double MILLIS = 1000;

    private CamerasReport() {}

    static String of(List<CamerasFigures> steps) {
        return live(steps) + silent(steps) + memory(steps) + growth(steps) + model(steps);
    }

    private static String live(List<CamerasFigures> steps) {
        StringBuilder text = new StringBuilder(line("While the cameras send, ms of processor time a frame:%n%n"
                + "| cameras/partitions | frames/s | commits/s | inference processor | aggregator"
                + " | broker and registry | producer | all | bytes a frame: changelogs | faces | other topics |%n"
                + "| --- |" + " ---: |".repeat(10) + "%n"));
        for (CamerasFigures step : steps) {
            text.append(line(
                    "| %s | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %d | %d |%n",
                    step.step(),
                    step.framesPerSecond(),
                    step.commitsPerSecond(),
                    step.live().millisPerFrame(step.frames(), Part.PROCESSOR),
                    step.live().millisPerFrame(step.frames(), Part.AGGREGATOR),
                    step.live().millisPerFrame(step.frames(), PLATFORM),
                    step.live().millisPerFrame(step.frames(), Part.LOAD),
                    step.live().millisPerFrame(step.frames(), Part.values()),
                    step.bytes().changelogs() / step.frames(),
                    step.bytes().faces() / step.frames(),
                    step.bytes().others() / step.frames()));
        }
        return text.toString();
    }

    private static String silent(List<CamerasFigures> steps) {
        StringBuilder text = new StringBuilder(
                line("%nWhile the same cameras are connected and silent, ms of processor time a second:%n%n"
                        + "| cameras/partitions | inference processor | aggregator | broker and registry | producer"
                        + " | all | all, a camera |%n"
                        + "| --- |" + " ---: |".repeat(6) + "%n"));
        for (CamerasFigures step : steps) {
            text.append(line(
                    "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
                    step.step(),
                    MILLIS * step.silent().cores(Part.PROCESSOR),
                    MILLIS * step.silent().cores(Part.AGGREGATOR),
                    MILLIS * step.silent().cores(PLATFORM),
                    MILLIS * step.silent().cores(Part.LOAD),
                    MILLIS * step.silent().cores(Part.values()),
                    MILLIS * step.silent().cores(Part.values()) / step.step().cameras()));
        }
        return text.toString();
    }

    private static String memory(List<CamerasFigures> steps) {
        StringBuilder text = new StringBuilder(line("%nMemory, MB: of the process, and alive in its Java heap:%n%n"
                + "| cameras/partitions | inference processor | heap | aggregator | heap | broker | heap |%n"
                + "| --- |" + " ---: |".repeat(6) + "%n"));
        for (CamerasFigures step : steps) {
            text.append(line("| %s |", step.step()));
            for (Part part : List.of(Part.PROCESSOR, Part.AGGREGATOR, Part.BROKER)) {
                CamerasFigures.Memory memory = step.memory().get(part);
                text.append(line(" %d | %.1f |", memory.residentMegabytes(), memory.heapMegabytes()));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Where cameras and partitions grow together, one more of each; where only one of them does, one more of that. */
    private static String growth(List<CamerasFigures> steps) {
        StringBuilder text = new StringBuilder();
        CamerasFigures first = steps.get(0);
        for (CamerasFigures step : steps.subList(1, steps.size())) {
            int more = Math.max(
                    step.step().cameras() - first.step().cameras(),
                    step.step().partitions() - first.step().partitions());
            if (more > 0) {
                text.append(line(
                        "%nFrom %s to %s one more costs %.2f ms of processor time a second while all are silent;"
                                + " processor %.1f MB, aggregator %.1f MB, broker %.1f MB.",
                        first.step(),
                        step.step(),
                        MILLIS
                                * (step.silent().cores(Part.values())
                                        - first.silent().cores(Part.values()))
                                / more,
                        grown(first, step, Part.PROCESSOR) / more,
                        grown(first, step, Part.AGGREGATOR) / more,
                        grown(first, step, Part.BROKER) / more));
            }
        }
        return text.append(text.isEmpty() ? "" : System.lineSeparator()).toString();
    }

    /**
     * A straight line through the first two steps with a partition for each camera, as anybody would draw it who knows no
     * more, beside what was measured of the others.
     */
    private static String model(List<CamerasFigures> steps) {
        List<CamerasFigures> even = steps.stream()
                .filter(step -> step.step().cameras() == step.step().partitions())
                .toList();
        if (even.size() < 3) {
            return "";
        }
        StringBuilder text = new StringBuilder(line(
                "%nA straight line through %s and %s, and what was measured:%n%n| cameras/partitions | ms of processor"
                        + " time a second while they send: line | measured | silent: line | measured"
                        + " | memory of the processor, MB: line | measured |%n| --- |" + " ---: |".repeat(6) + "%n",
                even.get(0).step(),
                even.get(1).step()));
        for (CamerasFigures step : even.subList(2, even.size())) {
            text.append(line(
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                    step.step(),
                    through(even, step, CamerasReport::liveMillis),
                    liveMillis(step),
                    through(even, step, CamerasReport::silentMillis),
                    silentMillis(step),
                    through(even, step, CamerasReport::processorMegabytes),
                    processorMegabytes(step)));
        }
        return text.toString();
    }

    private static double through(
            List<CamerasFigures> even, CamerasFigures step, ToDoubleFunction<CamerasFigures> figure) {
        CamerasFigures first = even.get(0);
        CamerasFigures second = even.get(1);
        double slope = (figure.applyAsDouble(second) - figure.applyAsDouble(first))
                / (second.step().cameras() - first.step().cameras());
        return figure.applyAsDouble(first)
                + slope * (step.step().cameras() - first.step().cameras());
    }

    private static double liveMillis(CamerasFigures step) {
        return MILLIS * step.live().cores(Part.values());
    }

    private static double silentMillis(CamerasFigures step) {
        return MILLIS * step.silent().cores(Part.values());
    }

    private static double processorMegabytes(CamerasFigures step) {
        return step.memory().get(Part.PROCESSOR).residentMegabytes();
    }

    private static double grown(CamerasFigures first, CamerasFigures step, Part part) {
        return (double) step.memory().get(part).residentMegabytes()
                - first.memory().get(part).residentMegabytes();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
