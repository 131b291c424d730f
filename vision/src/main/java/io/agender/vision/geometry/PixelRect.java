package io.agender.vision.geometry;

/**
 * A rectangle of whole pixels inside a frame.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelRect(int x, int y, int width, int height) {

    public PixelRect {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "not a rectangle inside a frame: " + width + " x " + height + " at " + x + ", " + y);
        }
    }
}
