package io.agender.vision;

/**
 * A named point on a face, in pixels of the original frame. Left and right are those of the depicted face, so the
 * right eye is usually at the smaller x.
 */
public record Landmark(Point point, double x, double y) {

    /** The points that the known detectors give. */
    public enum Point {
        RIGHT_EYE,
        LEFT_EYE,
        NOSE_TIP,
        MOUTH_CENTER,
        RIGHT_MOUTH_CORNER,
        LEFT_MOUTH_CORNER,
        RIGHT_EAR,
        LEFT_EAR
    }
}
