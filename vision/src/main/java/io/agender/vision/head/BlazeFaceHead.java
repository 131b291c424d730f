package io.agender.vision.head;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BlazeFaceGrids;
import io.agender.models.DetectorSpec.Grid;
import io.agender.models.InputSpec;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.MeanFace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads MediaPipe's face detectors. Each cell of a grid has one or more anchors at its centre; for each the network gives,
 * in pixels of its input, the offset of the box's centre, the box's width and height, and the offsets of six points; and
 * one logit for the score. The full-range detector has one grid with one anchor a cell.
 */
public record BlazeFaceHead(String name, InputSpec input, List<Grid> grids, double maxOverlap) implements DetectorHead {

    /** The six points in the network's order; left and right are those of the depicted face. */
    private static final List<Point> POINTS = List.of(
            Point.RIGHT_EYE, Point.LEFT_EYE, Point.NOSE_TIP, Point.MOUTH_CENTER, Point.RIGHT_EAR, Point.LEFT_EAR);

    /** Centre x and y, width, height, and x and y of each point. */
    private static final int NUMBERS = 4 + 2 * POINTS.size();

    /** As in MediaPipe, so that the exponential stays finite. */
    private static final double LOGIT_LIMIT = 100;

    public BlazeFaceHead {
        grids = List.copyOf(grids);
    }

    /** A detector with one grid. */
    public BlazeFaceHead(String name, BlazeFace spec) {
        this(
                name,
                spec.input(),
                List.of(new Grid(spec.gridSize(), 1, spec.boxesOutput(), spec.scoresOutput())),
                spec.maxOverlap());
    }

    /** A detector with several grids. */
    public BlazeFaceHead(String name, BlazeFaceGrids spec) {
        this(name, spec.input(), spec.grids(), spec.maxOverlap());
    }

    @Override
    public Optional<MeanFace> meanFace() {
        return Optional.of(MeanFace.BLAZEFACE);
    }

    @Override
    public void check(Network network) {
        for (Grid grid : grids) {
            network.requireOutput(grid.boxesOutput(), 1, anchors(grid), NUMBERS);
            network.requireOutput(grid.scoresOutput(), 1, anchors(grid));
        }
    }

    private static int anchors(Grid grid) {
        return grid.size() * grid.size() * grid.anchors();
    }

    @Override
    public Set<String> outputs() {
        return grids.stream()
                .flatMap(grid -> Stream.of(grid.boxesOutput(), grid.scoresOutput()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        List<Detection> detections = new ArrayList<>();
        for (Grid grid : grids) {
            decode(grid, outputs.get(grid.boxesOutput()), outputs.get(grid.scoresOutput()), minScore, detections);
        }
        return detections;
    }

    private void decode(Grid grid, float[] boxes, float[] logits, double minScore, List<Detection> detections) {
        if (logits.length != anchors(grid) || boxes.length != anchors(grid) * NUMBERS) {
            throw new VisionException("The detector " + name + " gave " + logits.length + " scores where its grid has "
                    + anchors(grid) + " anchors; its file does not fit its descriptor.");
        }
        for (int anchor = 0; anchor < logits.length; anchor++) {
            double score = sigmoid(logits[anchor]);
            if (Double.isNaN(score)) { // an infinite logit is a sure answer
                throw Finite.problem(name);
            }
            if (score >= minScore) {
                Detection detection = detection(grid, boxes, anchor, score);
                if (detection.box().width() > 0 && detection.box().height() > 0) {
                    detections.add(detection);
                }
            }
        }
    }

    private Detection detection(Grid grid, float[] boxes, int anchor, double score) {
        int at = anchor * NUMBERS;
        Finite.require(name, boxes, at, NUMBERS);
        int cell = anchor / grid.anchors();
        double anchorX = (cell % grid.size() + 0.5) * input.width() / grid.size();
        double anchorY = (cell / grid.size() + 0.5) * input.height() / grid.size();
        double width = boxes[at + 2];
        double height = boxes[at + 3];
        BoundingBox box =
                new BoundingBox(anchorX + boxes[at] - width / 2, anchorY + boxes[at + 1] - height / 2, width, height);
        List<Landmark> landmarks = new ArrayList<>(POINTS.size());
        for (int point = 0; point < POINTS.size(); point++) {
            int number = at + 4 + 2 * point;
            landmarks.add(new Landmark(POINTS.get(point), anchorX + boxes[number], anchorY + boxes[number + 1]));
        }
        return new Detection(box, score, landmarks);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-Math.max(-LOGIT_LIMIT, Math.min(LOGIT_LIMIT, logit))));
    }
}
