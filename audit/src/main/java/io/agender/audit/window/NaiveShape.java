package io.agender.audit.window;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraZone;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FramePoint;
import java.math.BigInteger;
import java.util.List;

/**
 * A polygon, or a line, in whole 64ths of a pixel. What lies where is found in other ways than in the aggregator: how often
 * the border winds around a point, and numbers of any size.
 */
record NaiveShape(List<long[]> points) {

    private static final double UNITS = 64;

    static NaiveShape of(CameraZone zone, FrameFaces frame) {
        return new NaiveShape(
                zone.getPolygon().stream().map(point -> units(point, frame)).toList());
    }

    static NaiveShape of(CameraLine line, FrameFaces frame) {
        return new NaiveShape(List.of(units(line.getFrom(), frame), units(line.getTo(), frame)));
    }

    private static long[] units(FramePoint point, FrameFaces frame) {
        return units(point.getX(), point.getY(), frame);
    }

    static long[] units(double x, double y, FrameFaces frame) {
        return new long[] {Math.round(x * frame.getFrameWidth() * UNITS), Math.round(y * frame.getFrameHeight() * UNITS)
        };
    }

    static double[] share(long[] point, FrameFaces frame) {
        return new double[] {point[0] / UNITS / frame.getFrameWidth(), point[1] / UNITS / frame.getFrameHeight()};
    }

    static long[] centre(Face face) {
        BoundingBox box = face.getBox();
        return new long[] {
            Math.round((box.getX() + (double) box.getWidth() / 2) * UNITS),
            Math.round((box.getY() + (double) box.getHeight() / 2) * UNITS)
        };
    }

    /** A fifth of the size of a face's box. */
    static long fifth(Face face) {
        double size = ((double) face.getBox().getWidth() + face.getBox().getHeight()) / 2;
        return Math.max(0, Math.round(size * UNITS / 5));
    }

    /** Whether a point is in the polygon or on its border. */
    boolean holds(long[] point) {
        int winding = 0;
        for (int i = 0; i < points.size(); i++) {
            long[] a = points.get(i);
            long[] b = points.get((i + 1) % points.size());
            if (isOn(point, a, b)) {
                return true;
            }
            if (a[1] <= point[1] && b[1] > point[1] && area(a, b, point) > 0) {
                winding++;
            } else if (b[1] <= point[1] && a[1] > point[1] && area(a, b, point) < 0) {
                winding--;
            }
        }
        return winding != 0;
    }

    private static boolean isOn(long[] point, long[] a, long[] b) {
        return area(a, b, point) == 0
                && (point[0] - a[0]) * (point[0] - b[0]) <= 0
                && (point[1] - a[1]) * (point[1] - b[1]) <= 0;
    }

    /** Whether a point is nearer to the border than a distance. */
    boolean isWithin(long[] point, long distance) {
        for (int i = 0; i < points.size(); i++) {
            if (squareToSide(point, points.get(i), points.get((i + 1) % points.size()), square(distance))
                            .signum()
                    < 0) {
                return true;
            }
        }
        return false;
    }

    /** The sign of the squared distance of a point to a side, less another square; times something above zero. */
    private static BigInteger squareToSide(long[] point, long[] a, long[] b, BigInteger square) {
        long along = (point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1]);
        long length = between(a, b);
        if (along > 0 && along < length) {
            return square(area(a, b, point)).subtract(square.multiply(BigInteger.valueOf(length)));
        }
        return BigInteger.valueOf(Math.min(between(point, a), between(point, b)))
                .subtract(square);
    }

    /** Whether a point is on the line drawn on for ever, or nearer to it than a distance. */
    boolean isOnLine(long[] point, long distance) {
        BigInteger square = square(area(points.get(0), points.get(1), point));
        BigInteger limit = square(distance).multiply(BigInteger.valueOf(between(points.get(0), points.get(1))));
        return square.signum() == 0 || square.compareTo(limit) < 0;
    }

    boolean isLeft(long[] point) {
        return area(points.get(0), points.get(1), point) < 0;
    }

    /** Whether the way from one point to another, on its two sides, leads between its ends or through one. */
    boolean isPassed(long[] then, long[] now) {
        int one = Long.signum(area(then, now, points.get(0)));
        int other = Long.signum(area(then, now, points.get(1)));
        return one == 0 || other == 0 || one != other;
    }

    /** Twice the area of a triangle; y grows downwards. */
    private static long area(long[] a, long[] b, long[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }

    private static long between(long[] a, long[] b) {
        return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
    }

    private static BigInteger square(long value) {
        return BigInteger.valueOf(value).pow(2);
    }
}
