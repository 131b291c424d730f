package io.agender.vision.geometry;

import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import java.util.Optional;

/** The roll of a face: how far it leans to one side in the plane of the picture. */
public final class Roll {

    /** Eyes further apart in height than in width are rather a mistake of the detector than a head lying down. */
    private static final double LIMIT = Math.PI / 4;

    private Roll() {}

    /**
     * The angle of the line through both eyes.
     *
     * @param landmarks of a face, in pixels, y down
     * @return radians, positive when the eye on the right of the picture is lower; 0 when the eyes are not known or the
     *     angle is beyond belief
     */
    public static double of(List<Landmark> landmarks) {
        Optional<Landmark> right = point(landmarks, Point.RIGHT_EYE);
        Optional<Landmark> left = point(landmarks, Point.LEFT_EYE);
        if (right.isEmpty() || left.isEmpty()) {
            return 0;
        }
        double angle = Math.atan2(
                left.get().y() - right.get().y(), left.get().x() - right.get().x());
        return Math.abs(angle) <= LIMIT ? angle : 0;
    }

    private static Optional<Landmark> point(List<Landmark> landmarks, Point point) {
        return landmarks.stream().filter(landmark -> landmark.point() == point).findFirst();
    }
}
