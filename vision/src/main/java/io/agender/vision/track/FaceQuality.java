package io.agender.vision.track;

import io.agender.vision.BoundingBox;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import java.util.Optional;

/**
 * How much a crop is likely to tell about gender and age, 0 to 1: the larger, sharper and more frontal the face, the
 * better. Only comparisons mean something; the constants are chosen, not learned.
 */
public final class FaceQuality {

    /** Pixels at which a face is half as good as one of any size; the networks are fed 64 to 112. */
    private static final double HALF_SIDE = 32;

    /** Sharpness at which a crop is half as good as a perfectly sharp one. */
    private static final double HALF_SHARPNESS = 0.02;

    /** A profile still tells something. */
    private static final double PROFILE = 0.3;

    /** Without landmarks: between a profile and a frontal face. */
    private static final double UNKNOWN_POSE = 0.7;

    private FaceQuality() {}

    /**
     * The quality of a crop.
     *
     * @param box the face in pixels of the frame
     * @param landmarks its eyes and nose tip decide how frontal it is; without them that counts neither way
     * @param sharpness energy of the crop's edges relative to its contrast, 0 or more
     */
    public static double of(BoundingBox box, List<Landmark> landmarks, double sharpness) {
        return atBest(box, sharpness) * frontality(landmarks);
    }

    /** The quality of a crop if the face turns out to look straight into the camera. */
    public static double atBest(BoundingBox box, double sharpness) {
        return share(Motion.side(box), HALF_SIDE) * share(sharpness, HALF_SHARPNESS);
    }

    private static double share(double value, double half) {
        return value > 0 ? 1 / (1 + half / value) : 0;
    }

    /** 1 when the nose is in the middle between the eyes, along the line through them; least when it is beyond one. */
    private static double frontality(List<Landmark> landmarks) {
        Optional<Landmark> right = find(landmarks, Point.RIGHT_EYE);
        Optional<Landmark> left = find(landmarks, Point.LEFT_EYE);
        Optional<Landmark> nose = find(landmarks, Point.NOSE_TIP);
        if (right.isEmpty() || left.isEmpty() || nose.isEmpty()) {
            return UNKNOWN_POSE;
        }
        double dx = left.get().x() - right.get().x();
        double dy = left.get().y() - right.get().y();
        double along = (nose.get().x() - right.get().x()) * dx
                + (nose.get().y() - right.get().y()) * dy;
        double place = along / (dx * dx + dy * dy);
        double centered = place > 0 && place < 1 ? 2 * Math.min(place, 1 - place) : 0;
        return PROFILE + (1 - PROFILE) * centered;
    }

    private static Optional<Landmark> find(List<Landmark> landmarks, Point point) {
        return landmarks.stream().filter(landmark -> landmark.point() == point).findFirst();
    }
}
