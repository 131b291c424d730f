package io.agender.aggregator.window;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.FramePoint;

/**
 * A point of a picture in whole {@value #PARTS}ths of a pixel; origin top left, y down. Whole numbers, so that on which side
 * of what a point lies, and whether it lies just on it, is exact and no matter of the order of calculation: 2^20 of them
 * are 16 000 pixels, and their products are far from what a long can't hold.
 */
record PicturePoint(long x, long y) {

    static final int PARTS = 64;

    /** A point that is given as a share of the picture. */
    static PicturePoint of(double x, double y, int width, int height) {
        return new PicturePoint(Math.round(x * width * PARTS), Math.round(y * height * PARTS));
    }

    static PicturePoint of(FramePoint point, int width, int height) {
        return of(point.getX(), point.getY(), width, height);
    }

    /** Where a face is: the centre of its box. */
    static PicturePoint centreOf(BoundingBox box) {
        return new PicturePoint(
                Math.round((box.getX() + box.getWidth() / 2.0) * PARTS),
                Math.round((box.getY() + box.getHeight() / 2.0) * PARTS));
    }

    /** Twice the area of the triangle, negative when this lies to the left of the way from one point to the other. */
    long beside(PicturePoint from, PicturePoint to) {
        return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    }

    /** Whether this is nearer to the line through two points than a distance, in the same parts. */
    boolean isNear(PicturePoint from, PicturePoint to, long distance) {
        double beside = beside(from, to);
        return beside * beside < (double) (distance * distance) * from.squareTo(to);
    }

    /** The square of the distance to another point. */
    long squareTo(PicturePoint other) {
        return (other.x - x) * (other.x - x) + (other.y - y) * (other.y - y);
    }
}
