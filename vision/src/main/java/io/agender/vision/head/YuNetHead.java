package io.agender.vision.head;

import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.InputSpec;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.MeanFace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads YuNet (Wu, Peng, Yu: "YuNet: A Tiny Millisecond-level Face Detector", 2023). It has no anchor boxes: at each of
 * some strides the input is a grid of cells, and each cell answers with
 *
 * <ul>
 *   <li>{@code cls} and {@code obj}, two probabilities, whose geometric mean is the score, as in OpenCV;
 *   <li>{@code bbox}: the offset of the box's centre from the cell's corner, and the logarithms of its width and height,
 *       all in cells;
 *   <li>{@code kps}: the offsets of five points from the cell's corner, in cells.
 * </ul>
 *
 * <p>The size of the input is free, but must be a multiple of the coarsest stride.
 *
 * @param name the detector's name, for messages
 */
public record YuNetHead(String name, YuNet spec) implements DetectorHead {

    private static final List<String> PARTS = List.of("cls", "obj", "bbox", "kps");
    private static final int BOX_NUMBERS = 4;

    /** The five points in the network's order; left and right are those of the depicted face. */
    private static final List<Point> POINTS =
            List.of(Point.RIGHT_EYE, Point.LEFT_EYE, Point.NOSE_TIP, Point.RIGHT_MOUTH_CORNER, Point.LEFT_MOUTH_CORNER);

    /** Of a box's logarithm in cells, so that the exponential stays finite; no face is e^20 cells wide. */
    private static final double LOGARITHM_LIMIT = 20;

    @Override
    public long[] inputShape() {
        return spec.dynamicSize() ? InputShape.of(input().layout(), 1, -1, -1) : InputShape.of(input(), 1);
    }

    @Override
    public Letterbox letterbox(int frameWidth, int frameHeight) {
        int coarsestStride = Collections.max(spec.strides());
        return spec.dynamicSize()
                ? Letterbox.fitCut(frameWidth, frameHeight, input().width(), input().height(), coarsestStride)
                : DetectorHead.super.letterbox(frameWidth, frameHeight);
    }

    @Override
    public Letterbox letterbox(int frameWidth, int frameHeight, int longerSide) {
        return spec.dynamicSize()
                ? Letterbox.fitCut(frameWidth, frameHeight, longerSide, longerSide, Collections.max(spec.strides()))
                : letterbox(frameWidth, frameHeight);
    }

    @Override
    public InputSpec input() {
        return spec.input();
    }

    @Override
    public double maxOverlap() {
        return spec.maxOverlap();
    }

    @Override
    public Optional<MeanFace> meanFace() {
        return Optional.of(MeanFace.YUNET);
    }

    @Override
    public void check(Network network) {
        for (int stride : spec.strides()) {
            network.requireOutput("cls_" + stride, 1, -1);
            network.requireOutput("obj_" + stride, 1, -1);
            network.requireOutput("bbox_" + stride, 1, -1, BOX_NUMBERS);
            network.requireOutput("kps_" + stride, 1, -1, 2L * POINTS.size());
        }
    }

    @Override
    public Set<String> outputs() {
        Set<String> names = new TreeSet<>();
        spec.strides().forEach(stride -> PARTS.forEach(part -> names.add(part + "_" + stride)));
        return names;
    }

    @Override
    public List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        List<Detection> detections = new ArrayList<>();
        for (int stride : spec.strides()) {
            Grid grid = new Grid(
                    stride,
                    width / stride,
                    outputs.get("cls_" + stride),
                    outputs.get("obj_" + stride),
                    outputs.get("bbox_" + stride),
                    outputs.get("kps_" + stride));
            requireCells(grid, width / stride * (height / stride));
            grid.addTo(detections, minScore);
        }
        return detections;
    }

    private void requireCells(Grid grid, int cells) {
        if (grid.cls.length != cells
                || grid.obj.length != cells
                || grid.bbox.length != cells * BOX_NUMBERS
                || grid.kps.length != cells * 2 * POINTS.size()) {
            throw new VisionException("The detector " + name + " gave " + grid.cls.length + " scores at stride "
                    + grid.stride + " where its input has " + cells + " cells; its file does not fit its descriptor.");
        }
    }

    /** The answers at one stride. */
    private final class Grid {

        private final int stride;
        private final int columns;
        private final float[] cls;
        private final float[] obj;
        private final float[] bbox;
        private final float[] kps;

        Grid(int stride, int columns, float[] cls, float[] obj, float[] bbox, float[] kps) {
            this.stride = stride;
            this.columns = columns;
            this.cls = cls;
            this.obj = obj;
            this.bbox = bbox;
            this.kps = kps;
        }

        void addTo(List<Detection> detections, double minScore) {
            Finite.require(name, cls, 0, cls.length);
            Finite.require(name, obj, 0, obj.length);
            for (int cell = 0; cell < cls.length; cell++) {
                double score = Math.sqrt(probability(cls[cell]) * probability(obj[cell]));
                if (score >= minScore) {
                    detections.add(detection(cell, score));
                }
            }
        }

        private static double probability(float number) {
            return Math.max(0, Math.min(1, number));
        }

        private Detection detection(int cell, double score) {
            int box = cell * BOX_NUMBERS;
            int points = cell * 2 * POINTS.size();
            Finite.require(name, bbox, box, BOX_NUMBERS);
            Finite.require(name, kps, points, 2 * POINTS.size());
            int column = cell % columns;
            int row = cell / columns;
            double width = size(bbox[box + 2]);
            double height = size(bbox[box + 3]);
            List<Landmark> landmarks = new ArrayList<>(POINTS.size());
            for (int point = 0; point < POINTS.size(); point++) {
                landmarks.add(new Landmark(
                        POINTS.get(point),
                        (column + kps[points + 2 * point]) * stride,
                        (row + kps[points + 2 * point + 1]) * stride));
            }
            return new Detection(
                    new BoundingBox(
                            (column + bbox[box]) * stride - width / 2,
                            (row + bbox[box + 1]) * stride - height / 2,
                            width,
                            height),
                    score,
                    landmarks);
        }

        private double size(float logarithm) {
            return Math.exp(Math.min(LOGARITHM_LIMIT, logarithm)) * stride;
        }
    }
}
