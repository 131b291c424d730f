package io.agender.dashboard.picture;

import io.agender.schemas.BoundingBox;

/** A rectangle in pixels, origin top left. */
public record Box(float x, float y, float width, float height) {

    static Box of(BoundingBox box) {
        return new Box(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    }

    /** The box grown on all sides by a share of its size. */
    Box grown(float share) {
        return new Box(x - width * share, y - height * share, width * (1 + 2 * share), height * (1 + 2 * share));
    }
}
