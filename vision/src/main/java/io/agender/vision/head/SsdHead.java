package io.agender.vision.head;

import io.agender.models.DetectorSpec.Fit;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.InputSpec;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an SSD detector whose last layer already joins and thins out its boxes: one row of seven numbers for each
 * detection, namely picture, class, score, and left, top, right and bottom edge as fractions of the input.
 *
 * @param name the detector's name, for messages
 */
public record SsdHead(String name, Ssd spec) implements DetectorHead {

    /** How the output is called in the networks that OpenCV made. */
    private static final String OUTPUT = "detection_out";

    /** The network thins out its boxes itself. */
    private static final double ANY_OVERLAP = 1;

    private static final int NUMBERS = 7;

    @Override
    public Letterbox letterbox(int frameWidth, int frameHeight) {
        return squeezes()
                ? Letterbox.stretched(frameWidth, frameHeight, input().width(), input().height())
                : DetectorHead.super.letterbox(frameWidth, frameHeight);
    }

    @Override
    public boolean squeezes() {
        return spec.fit() == Fit.SQUEEZE;
    }

    @Override
    public InputSpec input() {
        return spec.input();
    }

    @Override
    public double maxOverlap() {
        return ANY_OVERLAP;
    }

    @Override
    public void check(Network network) {
        network.requireOutput(OUTPUT, 1, 1, -1, NUMBERS);
    }

    @Override
    public Set<String> outputs() {
        return Set.of(OUTPUT);
    }

    @Override
    public List<Detection> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        float[] rows = outputs.get(OUTPUT);
        if (rows.length % NUMBERS != 0) {
            throw new VisionException("The detector " + name + " gave " + rows.length
                    + " numbers, which are not rows of " + NUMBERS + "; its file does not fit its descriptor.");
        }
        Finite.require(name, rows, 0, rows.length);
        List<Detection> detections = new ArrayList<>();
        for (int row = 0; row < rows.length; row += NUMBERS) {
            double score = Math.max(0, Math.min(1, rows[row + 2]));
            double x = (double) rows[row + 3] * width;
            double y = (double) rows[row + 4] * height;
            BoundingBox box =
                    new BoundingBox(x, y, (double) rows[row + 5] * width - x, (double) rows[row + 6] * height - y);
            if (score >= minScore && box.width() > 0 && box.height() > 0) {
                detections.add(new Detection(box, score, List.of()));
            }
        }
        return detections;
    }
}
