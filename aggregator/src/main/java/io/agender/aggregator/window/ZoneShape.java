package io.agender.aggregator.window;

import io.agender.schemas.CameraZone;
import java.util.List;

/**
 * A zone in a picture of some size.
 *
 * @param corners of its polygon in their order, whose sides don't cross
 */
record ZoneShape(List<PicturePoint> corners) {

    static ZoneShape of(CameraZone zone, int width, int height) {
        return new ZoneShape(zone.getPolygon().stream()
                .map(corner -> PicturePoint.of(corner, width, height))
                .toList());
    }

    /** Whether a point is in the zone, its border included: a ray to the right crosses the border an odd number of times. */
    boolean contains(PicturePoint point) {
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
            PicturePoint from = corners.get(i);
            PicturePoint to = corners.get((i + 1) % corners.size());
            long beside = point.beside(from, to);
            if (beside == 0 && isBetween(point, from, to)) {
                return true;
            }
            boolean up = from.y() > point.y() && to.y() <= point.y();
            boolean down = from.y() <= point.y() && to.y() > point.y();
            if (up && beside > 0 || down && beside < 0) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Whether a point is in the zone or nearer to its border than a distance. */
    boolean reaches(PicturePoint point, long distance) {
        if (contains(point)) {
            return true;
        }
        for (int i = 0; i < corners.size(); i++) {
            if (isNear(point, corners.get(i), corners.get((i + 1) % corners.size()), distance)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBetween(PicturePoint point, PicturePoint from, PicturePoint to) {
        return point.x() >= Math.min(from.x(), to.x())
                && point.x() <= Math.max(from.x(), to.x())
                && point.y() >= Math.min(from.y(), to.y())
                && point.y() <= Math.max(from.y(), to.y());
    }

    /** Distance to a side: to the line through it where the point lies beside it, else to the nearer end. */
    private static boolean isNear(PicturePoint point, PicturePoint from, PicturePoint to, long distance) {
        long square = distance * distance;
        long along = (point.x() - from.x()) * (to.x() - from.x()) + (point.y() - from.y()) * (to.y() - from.y());
        if (along <= 0) {
            return point.squareTo(from) < square;
        }
        return along >= from.squareTo(to) ? point.squareTo(to) < square : point.isNear(from, to, distance);
    }
}
