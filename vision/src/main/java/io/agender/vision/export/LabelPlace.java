package io.agender.vision.export;

import io.agender.vision.BoundingBox;

/** Where the plate of a label goes: left and top edge in pixels of the frame. */
record LabelPlace(int x, int y) {

    /**
     * Above the box and flush with its left edge; inside the box, under its upper edge, where there is no room above;
     * always moved to lie inside the frame.
     */
    static LabelPlace of(BoundingBox box, int plateWidth, int plateHeight, int frameWidth, int frameHeight) {
        int top = (int) Math.round(box.y());
        int y = top >= plateHeight ? top - plateHeight : top;
        return new LabelPlace(
                within((int) Math.round(box.x()), frameWidth - plateWidth), within(y, frameHeight - plateHeight));
    }

    private static int within(int value, int highest) {
        return Math.max(0, Math.min(value, highest));
    }
}
