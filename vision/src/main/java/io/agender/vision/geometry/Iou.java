package io.agender.vision.geometry;

import io.agender.vision.BoundingBox;

/** IoU: how much two boxes overlap, as the area of their intersection over the area of their union. */
public final class Iou {

    private Iou() {}

    /** The IoU of two boxes, 0 (apart, or one of them without area) to 1 (the same). */
    public static double of(BoundingBox a, BoundingBox b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
        if (!(width > 0) || !(height > 0)) {
            return 0;
        }
        double intersection = width * height;
        return intersection / (a.area() + b.area() - intersection);
    }
}
