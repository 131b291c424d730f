package io.agender.vision.geometry;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;

/**
 * One look of a detector at a part of a frame.
 *
 * @param area the part that it sees, in pixels of the frame
 * @param scale pixels of the network's input for each pixel of the frame, at least
 */
public record Look(PixelRect area, double scale) {

    /** A box that ends so near the area's edge, in pixels of the input, is that of a face that goes on beyond. */
    static final double EDGE = 2;

    /** The longer side of what the area becomes in an input of any size. */
    public int longerSide() {
        return (int) Math.max(1, Math.ceil(Math.max(area.width(), area.height()) * scale - 1e-6));
    }

    /**
     * Whether a face may go on beyond the area, where the frame does: its box is that of a part of a face, and another look
     * sees it whole.
     *
     * @param box in pixels of the frame
     */
    boolean cuts(BoundingBox box, int frameWidth, int frameHeight) {
        double edge = EDGE / scale;
        return area.x() > 0 && box.x() < area.x() + edge
                || area.y() > 0 && box.y() < area.y() + edge
                || area.x() + area.width() < frameWidth && box.right() > area.x() + area.width() - edge
                || area.y() + area.height() < frameHeight && box.bottom() > area.y() + area.height() - edge;
    }

    /** A detection in pixels of the frame for one in pixels of the area. */
    Detection toFrame(Detection detection) {
        BoundingBox box = detection.box();
        return new Detection(
                new BoundingBox(box.x() + area.x(), box.y() + area.y(), box.width(), box.height()),
                detection.score(),
                detection.landmarks().stream()
                        .map(one -> new Landmark(one.point(), one.x() + area.x(), one.y() + area.y()))
                        .toList(),
                detection.pose());
    }
}
