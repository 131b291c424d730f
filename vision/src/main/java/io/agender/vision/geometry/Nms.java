package io.agender.vision.geometry;

import io.agender.vision.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** NMS: of detections that overlap, keeps the best. */
public final class Nms {

    /**
     * Best score first. Equal scores are ordered by place and size, so that the result does not depend on the order in
     * which a detector happens to name its detections.
     */
    public static final Comparator<Detection> BEST_FIRST = Comparator.comparingDouble(Detection::score)
            .reversed()
            .thenComparingDouble(detection -> detection.box().y())
            .thenComparingDouble(detection -> detection.box().x())
            .thenComparingDouble(detection -> detection.box().height())
            .thenComparingDouble(detection -> detection.box().width());

    private Nms() {}

    /**
     * The detections that no better one overlaps by more than an IoU of {@code maxOverlap}, best first. Raising
     * {@code maxOverlap} keeps faces apart that stand close together, but also lets one face be found twice.
     */
    public static List<Detection> keep(List<Detection> detections, double maxOverlap) {
        List<Detection> sorted = new ArrayList<>(detections);
        sorted.sort(BEST_FIRST);
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(better -> Iou.of(better.box(), candidate.box()) > maxOverlap)) {
                kept.add(candidate);
            }
        }
        return List.copyOf(kept);
    }
}
