package io.agender.vision.geometry;

import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.vision.BoundingBox;

/**
 * The square of a frame that is cut out for the gender and age networks, in whole pixels of the frame; it may reach
 * over the border.
 *
 * <p>It is square because the networks' inputs are: they learned from faces with natural proportions, and a face that
 * is squeezed in one direction looks younger or older to them. The longer side of the face box decides, so nothing of
 * the face is cut off.
 *
 * @param x left edge
 * @param y top edge
 * @param side width and height, at least 1
 */
public record CropRegion(int x, int y, int side) {

    /** Far beyond any frame, and small enough that edges never leave the range of an int. */
    private static final double LIMIT = 1 << 28;

    public CropRegion {
        if (side < 1) {
            throw new IllegalArgumentException("the side must be positive: " + side);
        }
    }

    /**
     * The region around a detected face.
     *
     * @param detected the detector's own box, in pixels of the frame
     * @param faceBox the way from the detector's box to the canonical face box
     * @param margin how much of the face box's longer side is added on each side
     */
    public static CropRegion around(BoundingBox detected, BoxTransform faceBox, double margin) {
        double centerX = detected.x() + detected.width() * (0.5 + faceBox.dx());
        double centerY = detected.y() + detected.height() * (0.5 + faceBox.dy());
        double longer = Math.max(detected.width() * faceBox.scaleX(), detected.height() * faceBox.scaleY());
        double side = Math.max(1, Math.rint(bounded(longer * (1 + 2 * margin))));
        return new CropRegion(
                (int) Math.rint(bounded(centerX - side / 2)), (int) Math.rint(bounded(centerY - side / 2)), (int) side);
    }

    /** The region with the same centre, its side times a factor. */
    public CropRegion scaled(int factor) {
        int more = side * (factor - 1);
        return new CropRegion(x - more / 2, y - more / 2, side * factor);
    }

    private static double bounded(double value) {
        return Math.max(-LIMIT, Math.min(LIMIT, value));
    }

    /** The first column right of the region. */
    public int right() {
        return x + side;
    }

    /** The first row below the region. */
    public int bottom() {
        return y + side;
    }
}
