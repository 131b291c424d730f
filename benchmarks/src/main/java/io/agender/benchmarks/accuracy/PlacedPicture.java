package io.agender.benchmarks.accuracy;

import io.agender.vision.BoundingBox;
import io.agender.vision.EncodedImage;

/**
 * A picture that was put into a frame.
 *
 * @param frame the whole frame
 * @param place where the picture is in it, in pixels of the frame
 */
public record PlacedPicture(EncodedImage frame, BoundingBox place) {

    /** Whether a box is that of something in the picture, by its centre. */
    boolean shows(BoundingBox box) {
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        return x >= place.x() && x <= place.right() && y >= place.y() && y <= place.bottom();
    }
}
