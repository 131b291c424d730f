package io.agender.vision;

/**
 * Axis-parallel rectangle in pixels of the original frame; origin top left, x to the right, y down. It may reach over
 * the border of the frame.
 */
public record BoundingBox(double x, double y, double width, double height) {

    /** Right edge. */
    public double right() {
        return x + width;
    }

    /** Bottom edge. */
    public double bottom() {
        return y + height;
    }

    /** The longer of width and height, in pixels. */
    public double longerSide() {
        return Math.max(width, height);
    }

    /** Area in square pixels. */
    public double area() {
        return width * height;
    }
}
