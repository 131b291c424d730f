package io.agender.vision.head;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.InputSpec;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads MediaPipe's full-range face detector. Each cell of the grid is an anchor at its centre; for each the network
 * gives, in pixels of its input, the offset of the box's centre, the box's width and height, and the offsets of six
 * points; and one logit for the score.
 */
public record BlazeFaceHead(String name, BlazeFace spec) implements DetectorHead {

    /** The six points in the network's order; left and right are those of the depicted face. */
    private static final List<Point> POINTS = List.of(
            Point.RIGHT_EYE, Point.LEFT_EYE, Point.NOSE_TIP, Point.MOUTH_CENTER, Point.RIGHT_EAR, Point.LEFT_EAR);

    /** Centre x and y, width, height, and x and y of each point. */
    private static final int NUMBERS = 4 + 2 * POINTS.size();

    /** As in MediaPipe, so that the exponential stays finite. */
    private static final double LOGIT_LIMIT = 100;

    @Override
    public InputSpec input() {
        return spec.input();
    }

    @Override
    public double maxOverlap() {
        return spec.maxOverlap();
    }

    @Override
    public void check(Network network) {
        long anchors = (long) spec.gridSize() * spec.gridSize();
        network.requireOutput(spec.boxesOutput(), 1, anchors, NUMBERS);
        network.requireOutput(spec.scoresOutput(), 1, anchors);
    }

    @Override
    public Set<String> outputs() {
        return Set.of(spec.boxesOutput(), spec.scoresOutput());
    }

    @Override
    public List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        float[] boxes = outputs.get(spec.boxesOutput());
        float[] logits = outputs.get(spec.scoresOutput());
        int anchors = spec.gridSize() * spec.gridSize();
        if (logits.length != anchors || boxes.length != anchors * NUMBERS) {
            throw new VisionException("The detector " + name + " gave " + logits.length + " scores where its grid has "
                    + anchors + " cells; its file does not fit its descriptor.");
        }
        List<Detection> detections = new ArrayList<>();
        for (int anchor = 0; anchor < logits.length; anchor++) {
            double score = sigmoid(logits[anchor]);
            if (Double.isNaN(score)) { // an infinite logit is a sure answer
                throw Finite.problem(name);
            }
            if (score >= minScore) {
                Detection detection = detection(boxes, anchor, score);
                if (detection.box().width() > 0 && detection.box().height() > 0) {
                    detections.add(detection);
                }
            }
        }
        return detections;
    }

    private Detection detection(float[] boxes, int anchor, double score) {
        int at = anchor * NUMBERS;
        Finite.require(name, boxes, at, NUMBERS);
        double anchorX = (anchor % spec.gridSize() + 0.5) * spec.input().width() / spec.gridSize();
        double anchorY = (anchor / spec.gridSize() + 0.5) * spec.input().height() / spec.gridSize();
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
