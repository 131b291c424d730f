package io.agender.benchmarks.pose;

import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;

/**
 * Where a detector sees the landmarks of a head whose pose is known.
 *
 * @param yaw as labelled, in degrees, positive to the left of the picture
 * @param pitch as labelled, in degrees, positive up
 * @param landmarks in pixels, y down
 */
record SeenHead(double yaw, double pitch, List<Landmark> landmarks) {

    SeenHead {
        landmarks = List.copyOf(landmarks);
    }

    /** Of the mirrored picture. */
    SeenHead mirrored() {
        return new SeenHead(
                -yaw,
                pitch,
                landmarks.stream()
                        .map(one -> new Landmark(opposite(one.point()), -one.x(), one.y()))
                        .toList());
    }

    /** The same point on the other side of the head. */
    static Point opposite(Point point) {
        String name = point.name();
        return name.startsWith("RIGHT_")
                ? Point.valueOf(name.replace("RIGHT_", "LEFT_"))
                : Point.valueOf(name.replace("LEFT_", "RIGHT_"));
    }
}
