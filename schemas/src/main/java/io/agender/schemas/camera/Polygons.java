package io.agender.schemas.camera;

import io.agender.schemas.FramePoint;
import java.util.List;

/** Whether the sides of a polygon keep apart. */
final class Polygons {

    private Polygons() {}

    /** Whether it has an area and no two of its sides meet but neighbours, at their common corner. */
    static boolean isSimple(List<FramePoint> corners) {
        int sides = corners.size();
        for (int i = 0; i < sides; i++) {
            FramePoint from = corners.get(i);
            FramePoint to = corners.get((i + 1) % sides);
            if (from.equals(to)) {
                return false;
            }
            // A neighbour that turns back lies on this side.
            FramePoint next = corners.get((i + 2) % sides);
            if (turn(from, to, next) == 0 && dot(to, from, next) > 0) {
                return false;
            }
            for (int other = i + 2; other < sides; other++) {
                boolean neighbours = i == 0 && other == sides - 1;
                if (!neighbours && meet(from, to, corners.get(other), corners.get((other + 1) % sides))) {
                    return false;
                }
            }
        }
        return Math.abs(area(corners)) > 0;
    }

    private static boolean meet(FramePoint a, FramePoint b, FramePoint c, FramePoint d) {
        int one = turn(a, b, c);
        int two = turn(a, b, d);
        int three = turn(c, d, a);
        int four = turn(c, d, b);
        return one != two && three != four && !(one == 0 && two == 0)
                || one == 0 && isBetween(a, b, c)
                || two == 0 && isBetween(a, b, d)
                || three == 0 && isBetween(c, d, a)
                || four == 0 && isBetween(c, d, b);
    }

    /** Which way one turns at b from a to c: -1, 0 or 1. */
    private static int turn(FramePoint a, FramePoint b, FramePoint c) {
        return (int) Math.signum(
                (b.getX() - a.getX()) * (c.getY() - a.getY()) - (b.getY() - a.getY()) * (c.getX() - a.getX()));
    }

    private static double dot(FramePoint corner, FramePoint one, FramePoint other) {
        return (one.getX() - corner.getX()) * (other.getX() - corner.getX())
                + (one.getY() - corner.getY()) * (other.getY() - corner.getY());
    }

    /** Whether a point of the line through two others lies between them. */
    private static boolean isBetween(FramePoint a, FramePoint b, FramePoint point) {
        return point.getX() >= Math.min(a.getX(), b.getX())
                && point.getX() <= Math.max(a.getX(), b.getX())
                && point.getY() >= Math.min(a.getY(), b.getY())
                && point.getY() <= Math.max(a.getY(), b.getY());
    }

    private static double area(List<FramePoint> corners) {
        double twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            FramePoint from = corners.get(i);
            FramePoint to = corners.get((i + 1) % corners.size());
            twice += from.getX() * to.getY() - to.getX() * from.getY();
        }
        return twice / 2;
    }
}
