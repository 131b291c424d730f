package io.agender.vision.track;

import io.agender.vision.BoundingBox;
import io.agender.vision.geometry.Iou;

/**
 * How well a detection fits a track. The cost is that of DIoU (Z. Zheng et al., "Distance-IoU Loss: Faster and Better
 * Learning for Bounding Box Regression", AAAI 2020): 1 - IoU, plus the squared distance of the centres over the squared
 * diagonal of the box around both. IoU alone can't tell near from far once boxes do not overlap; and faces are small: at
 * ten frames a second, the face of a walking person moves by about its own width from one frame to the next.
 *
 * <p>What the cost can't say, gates do: the size must fit, and the centre must be where the motion allows it.
 */
final class Affinity {

    /** The cost of any pair is less. */
    static final double LIMIT = 2;

    /** Squared distance that a true pair stays below in 99 of 100 cases: chi-square, 2 degrees of freedom. */
    private static final double MAX_SQUARED_MAHALANOBIS = 9.21;

    /** Boxes that overlap so much are the same face, however sure the motion was: two faces hardly ever overlap. */
    private static final double SURE_OVERLAP = 0.15;

    private final double reach;
    private final double maxSizeRatio;

    Affinity(TrackerConfig config) {
        this.reach = config.reach();
        this.maxSizeRatio = config.maxSizeRatio();
    }

    /** Cost of a pair, less than {@link #LIMIT}; infinite when it is out of the question. */
    double cost(Motion expected, BoundingBox box) {
        if (!Motion.fits(box)) {
            return Double.POSITIVE_INFINITY;
        }
        BoundingBox at = expected.box();
        double ratio = Motion.side(box) / expected.side();
        if (!(ratio <= maxSizeRatio && ratio >= 1 / maxSizeRatio)) {
            return Double.POSITIVE_INFINITY;
        }
        double overlap = Iou.of(at, box);
        double dx = Motion.centerX(box) - expected.x().position();
        double dy = Motion.centerY(box) - expected.y().position();
        double distance = dx * dx + dy * dy;
        double side = (Motion.side(box) + expected.side()) / 2;
        boolean within = distance <= reach * reach * side * side
                && expected.squaredMahalanobisDistance(box) <= MAX_SQUARED_MAHALANOBIS;
        if (!within && overlap < SURE_OVERLAP) {
            return Double.POSITIVE_INFINITY;
        }
        double width = Math.max(at.right(), box.right()) - Math.min(at.x(), box.x());
        double height = Math.max(at.bottom(), box.bottom()) - Math.min(at.y(), box.y());
        return Math.max(0, 1 - overlap + distance / (width * width + height * height));
    }
}
