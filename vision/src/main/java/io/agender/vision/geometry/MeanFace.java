package io.agender.vision.geometry;

import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import java.util.Optional;

/**
 * The mean place of some landmarks on a head, and how its {@link HeadPose} follows from where they are in a picture: the
 * head is turned, scaled and moved until its points, projected in parallel (weak perspective, as in DeMenthon and Davis,
 * "Model-Based Object Pose in 25 Lines of Code", IJCV 1995), lie as near to the landmarks as they can.
 *
 * <p>Points and corrections are of what a network calls eye, nose or ear, so each has its own. They are fitted to the poses
 * that the pictures of every other person (odd numbers) of the Head Pose Image Database say (Gourier, Hall and Crowley,
 * "Estimating Face Orientation from Robust Detection of Salient Facial Structures", 2004), within 45 degrees of yaw, the
 * mirrored pictures too; the errors in docs/accuracy.md are those of the other persons. {@code agender bench mean-face} fits
 * them again. Immutable.
 *
 * @param points at least four, not in a plane; the distance of the eyes is 1
 * @param yawGain what the fitted yaw is multiplied with: networks place the points of turned heads off the same way each time
 * @param pitchGain the same for the pitch
 * @param pitchOffset what is added to the pitch then, in degrees
 * @param minSide faces whose longer side is smaller, in pixels of what the network sees, tell no pose
 */
public record MeanFace(List<ModelPoint> points, double yawGain, double pitchGain, double pitchOffset, double minSide) {

    /** MediaPipe's BlazeFace, whose points beside the eyes are the ears. */
    public static final MeanFace BLAZEFACE = new MeanFace(
            List.of(
                    new ModelPoint(Point.RIGHT_EYE, -0.5, 0, 0),
                    new ModelPoint(Point.LEFT_EYE, 0.5, 0, 0),
                    new ModelPoint(Point.NOSE_TIP, 0, -0.510, 0.460),
                    new ModelPoint(Point.MOUTH_CENTER, 0, -0.998, 0.244),
                    new ModelPoint(Point.RIGHT_EAR, -1.059, -0.255, -0.797),
                    new ModelPoint(Point.LEFT_EAR, 1.059, -0.255, -0.797)),
            0.827,
            1.737,
            -3.6,
            16);

    /** YuNet. */
    public static final MeanFace YUNET = fivePoints(-0.565, 0.353, 0.410, -1.045, -0.067, 0.920, 2.230, 5.6, 24);

    /** The five points that are kept of face-api's 68, which sees a crop: sides are of the frame. */
    public static final MeanFace FACE_API_68 = fivePoints(-0.572, 0.400, 0.383, -1.098, -0.015, 0.995, 1.221, -1.5, 24);

    private static final double LIMIT = 90;

    /**
     * A point of the head.
     *
     * @param point which it is
     * @param x to the left side of the head, which is to the right of the picture of a frontal face
     * @param y up
     * @param z out of the face
     */
    public record ModelPoint(Point point, double x, double y, double z) {}

    public MeanFace {
        points = List.copyOf(points);
    }

    private static MeanFace fivePoints(
            double noseY,
            double noseZ,
            double mouthX,
            double mouthY,
            double mouthZ,
            double yawGain,
            double pitchGain,
            double pitchOffset,
            double minSide) {
        return new MeanFace(
                List.of(
                        new ModelPoint(Point.RIGHT_EYE, -0.5, 0, 0),
                        new ModelPoint(Point.LEFT_EYE, 0.5, 0, 0),
                        new ModelPoint(Point.NOSE_TIP, 0, noseY, noseZ),
                        new ModelPoint(Point.RIGHT_MOUTH_CORNER, -mouthX, mouthY, mouthZ),
                        new ModelPoint(Point.LEFT_MOUTH_CORNER, mouthX, mouthY, mouthZ)),
                yawGain,
                pitchGain,
                pitchOffset,
                minSide);
    }

    /**
     * The pose of a head.
     *
     * @param landmarks in pixels, y down
     * @param side the longer side of the face's box, in pixels of what the network saw
     * @return empty when the face is too small, a point is missing, or all are at one place
     */
    public Optional<HeadPose> pose(List<Landmark> landmarks, double side) {
        if (side < minSide) {
            return Optional.empty();
        }
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        for (int i = 0; i < x.length; i++) {
            Point wanted = points.get(i).point();
            Optional<Landmark> landmark =
                    landmarks.stream().filter(one -> one.point() == wanted).findFirst();
            if (landmark.isEmpty()) {
                return Optional.empty();
            }
            x[i] = landmark.get().x();
            y[i] = -landmark.get().y();
        }
        return PoseFit.of(points, x, y).map(this::corrected);
    }

    private HeadPose corrected(PoseFit fit) {
        return new HeadPose(
                within(yawGain * StrictMath.toDegrees(fit.yaw())),
                within(pitchGain * StrictMath.toDegrees(fit.pitch()) + pitchOffset),
                StrictMath.toDegrees(fit.roll()));
    }

    private static double within(double degrees) {
        return Math.max(-LIMIT, Math.min(LIMIT, degrees));
    }
}
