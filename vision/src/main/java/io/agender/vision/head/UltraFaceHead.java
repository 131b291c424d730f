package io.agender.vision.head;

import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.InputSpec;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads UltraFace (Linzaer: "Ultra-Light-Fast-Generic-Face-Detector-1MB"). The published file works its anchors out by
 * itself: it answers with two probabilities for each, no face and face, and with the edges of the box as fractions of the
 * input. It gives no landmarks.
 *
 * @param name the detector's name, for messages
 */
public record UltraFaceHead(String name, UltraFace spec) implements DetectorHead {

    private static final int CLASSES = 2;
    private static final int FACE = 1;
    private static final int EDGES = 4;

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
        network.requireOutput(spec.scoresOutput(), 1, spec.anchors(), CLASSES);
        network.requireOutput(spec.boxesOutput(), 1, spec.anchors(), EDGES);
    }

    @Override
    public Set<String> outputs() {
        return Set.of(spec.scoresOutput(), spec.boxesOutput());
    }

    @Override
    public List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        float[] scores = outputs.get(spec.scoresOutput());
        float[] edges = outputs.get(spec.boxesOutput());
        if (scores.length != spec.anchors() * CLASSES || edges.length != spec.anchors() * EDGES) {
            throw new VisionException("The detector " + name + " gave " + scores.length / CLASSES + " scores and "
                    + edges.length / EDGES + " boxes where it has " + spec.anchors()
                    + " anchors; its file does not fit its descriptor.");
        }
        Finite.require(name, scores, 0, scores.length);
        List<Detection> detections = new ArrayList<>();
        for (int anchor = 0; anchor < spec.anchors(); anchor++) {
            double score = Math.max(0, Math.min(1, scores[anchor * CLASSES + FACE]));
            if (score >= minScore) {
                Finite.require(name, edges, anchor * EDGES, EDGES);
                BoundingBox box = box(edges, anchor * EDGES, width, height);
                if (box.width() > 0 && box.height() > 0) {
                    detections.add(new Detection(box, score, List.of()));
                }
            }
        }
        return detections;
    }

    private static BoundingBox box(float[] edges, int at, int width, int height) {
        double x = (double) edges[at] * width;
        double y = (double) edges[at + 1] * height;
        return new BoundingBox(x, y, (double) edges[at + 2] * width - x, (double) edges[at + 3] * height - y);
    }
}
