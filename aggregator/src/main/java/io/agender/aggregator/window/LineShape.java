package io.agender.aggregator.window;

import io.agender.schemas.CameraLine;
import io.agender.schemas.LineSide;

/**
 * A line in a picture of some size.
 *
 * @param insideIsLeft whether the side that is in lies to the left of the way from one end to the other
 */
record LineShape(PicturePoint from, PicturePoint to, boolean insideIsLeft) {

    static LineShape of(CameraLine line, int width, int height) {
        return new LineShape(
                PicturePoint.of(line.getFrom(), width, height),
                PicturePoint.of(line.getTo(), width, height),
                line.getInside() == LineSide.LEFT);
    }

    /** Whether a point is so far from the line, drawn on beyond its ends, that it is on one side for sure. */
    boolean isClear(PicturePoint point, long distance) {
        return point.beside(from, to) != 0 && !point.isNear(from, to, distance);
    }

    boolean isInside(PicturePoint point) {
        return point.beside(from, to) < 0 == insideIsLeft;
    }

    /** Whether the way between two points on its two sides leads across it, and not around one of its ends. */
    boolean isBetween(PicturePoint one, PicturePoint other) {
        return Long.signum(from.beside(one, other)) * Long.signum(to.beside(one, other)) <= 0;
    }
}
