package io.agender.benchmarks.accuracy;

import static io.agender.benchmarks.accuracy.JsonFigures.interval;
import static io.agender.benchmarks.accuracy.JsonFigures.number;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.benchmarks.accuracy.AccuracyReport.Contestant;
import java.util.Map;

/** The figures for programs. What there is no figure for is null. */
final class AccuracyJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private AccuracyJson() {}

    static String of(AccuracyReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("data", report.data());
        root.put("frame", report.frame());
        root.set("constant", figures(report.constant()));
        ArrayNode models = root.putArray("models");
        report.contenders().forEach(one -> models.add(contestant(one)));
        ArrayNode differences = root.putArray("differences");
        report.differences().forEach(one -> differences.add(difference(one)));
        ArrayNode falseFaces = root.putArray("falseFaces");
        report.falseFaces().forEach(one -> falseFaces.add(falseFaces(one)));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers", e);
        }
    }

    private static ObjectNode contestant(Contestant one) {
        ObjectNode node = JSON.createObjectNode();
        node.put("detector", one.measured().contender().detector());
        node.put("model", one.measured().contender().model());
        ArrayNode networks = node.putArray("networks");
        one.measured().models().forEach(use -> networks.addObject()
                .put("task", use.task().name())
                .put("name", use.name())
                .put("sha256", use.sha256()));
        node.setAll(figures(one.all()));
        number(node, "detectMilliseconds", one.measured().detectMillis());
        number(node, "detectInFrameMilliseconds", one.measured().farMillis());
        number(node, "leastDetectInFrameProcessorMilliseconds", one.measured().leastMillis());
        number(node, "classifyMilliseconds", one.measured().classifyMillis());
        ObjectNode groups = node.putObject("groups");
        one.parts().forEach((by, parts) -> groups.set(by, parts(parts)));
        node.set("sizes", parts(one.sizes()));
        number(node, "expectedCalibrationError", one.calibration().expectedError());
        number(node, "calibrationErrorByChance", one.calibration().errorByChance());
        number(node, "debiasedCalibrationError", one.calibration().debiasedError());
        ArrayNode bins = node.putArray("calibration");
        one.calibration().bins().forEach(bin -> bins.addObject()
                .put("faces", bin.faces())
                .put("stated", bin.stated())
                .put("men", bin.men()));
        ObjectNode confusion = node.putObject("confusion");
        confusion.set("cells", JSON.valueToTree(one.confusion().cells()));
        confusion.set("counts", JSON.valueToTree(one.confusion().counts()));
        return node;
    }

    private static ObjectNode parts(Map<String, AccuracyMetrics> parts) {
        ObjectNode node = JSON.createObjectNode();
        parts.forEach((part, figures) -> node.set(part, figures(figures)));
        return node;
    }

    private static ObjectNode figures(AccuracyMetrics figures) {
        ObjectNode node = JSON.createObjectNode();
        node.put("faces", figures.faces());
        node.put("found", figures.found());
        node.put("missed", figures.missed());
        node.put("ages", figures.ages());
        interval(node, "ageMeanAbsoluteError", figures.ageMeanAbsoluteError());
        interval(node, "ageBias", figures.ageBias());
        number(node, "ageRootMeanSquareError", figures.ageRootMeanSquareError());
        number(node, "ageWithin5Years", figures.ageWithinFive());
        number(node, "ageWithin10Years", figures.ageWithinTen());
        number(node, "ageWithinDeviation", figures.ageWithinDeviation());
        node.put("genders", figures.genders());
        number(node, "genderNamed", figures.genderNamed());
        interval(node, "genderRight", figures.genderRight());
        return node;
    }

    private static ObjectNode difference(PairedDifference one) {
        ObjectNode node = JSON.createObjectNode();
        node.put("contender", one.contender().toString());
        node.put("reference", one.reference().toString());
        node.put("ages", one.ages());
        interval(node, "ageMeanAbsoluteError", one.absoluteError());
        node.put("genders", one.genders());
        interval(node, "genderRight", one.genderRight());
        return node;
    }

    private static ObjectNode falseFaces(FalseFaces one) {
        ObjectNode node = JSON.createObjectNode();
        node.put("detector", one.detector());
        node.put("place", one.place());
        node.put("pictures", one.pictures());
        interval(node, "picturesWithFaces", one.withFaces());
        node.put("faces", one.faces());
        return node;
    }
}
