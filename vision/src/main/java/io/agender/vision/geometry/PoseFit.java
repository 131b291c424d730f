package io.agender.vision.geometry;

import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.List;
import java.util.Optional;

/**
 * The turn of a set of points in space whose parallel projection lies nearest to points of a picture, in least squares
 * (Levenberg and Marquardt). For any yaw and pitch the best scale, place and roll are known in closed form, so only two
 * numbers are searched. No random start, and {@link StrictMath}: the same points give the same answer on any machine.
 *
 * @param yaw in radians, signs as of {@link io.agender.vision.HeadPose}
 * @param pitch in radians
 * @param roll in radians
 */
record PoseFit(double yaw, double pitch, double roll) {

    /** Far more than are needed: three to eight are. */
    private static final int MAX_STEPS = 50;

    /** In radians; a thousandth of a degree. */
    private static final double SMALL_STEP = 1e-5;

    private static final double DIFFERENCE = 1e-6;
    private static final double FIRST_DAMPING = 1e-3;
    private static final double MAX_DAMPING = 1e9;

    /** Beyond this a face is not seen. */
    private static final double LIMIT = Math.PI / 2;

    /**
     * Fits.
     *
     * @param x of the picture's points, in the order of the model's, to the right
     * @param y of the same, up
     * @return empty when the points are all at one place, or are not finite
     */
    static Optional<PoseFit> of(List<ModelPoint> model, double[] x, double[] y) {
        double[] seen = centred(x, y);
        double size = 0;
        for (double one : seen) {
            size += one * one;
        }
        if (!(size > 0) || !Double.isFinite(size)) {
            return Optional.empty();
        }
        double scale = 1 / StrictMath.sqrt(size);
        for (int i = 0; i < seen.length; i++) {
            seen[i] *= scale;
        }
        return Optional.of(new Search(model, seen).run());
    }

    /** Less their mean; x and y in turn. */
    private static double[] centred(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double[] centred = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            centred[2 * i] = x[i] - meanX;
            centred[2 * i + 1] = y[i] - meanY;
        }
        return centred;
    }

    /** The search for yaw and pitch. Belongs to one call. */
    private static final class Search {

        private final List<ModelPoint> model;
        private final double[] seen;

        Search(List<ModelPoint> model, double[] seen) {
            this.model = model;
            this.seen = seen;
        }

        PoseFit run() {
            double yaw = 0;
            double pitch = 0;
            double damping = FIRST_DAMPING;
            double[] rest = rest(yaw, pitch);
            for (int step = 0; step < MAX_STEPS && damping < MAX_DAMPING; step++) {
                double[] byYaw = slope(rest, rest(yaw + DIFFERENCE, pitch));
                double[] byPitch = slope(rest, rest(yaw, pitch + DIFFERENCE));
                double a = dot(byYaw, byYaw) * (1 + damping);
                double b = dot(byYaw, byPitch);
                double c = dot(byPitch, byPitch) * (1 + damping);
                double p = -dot(byYaw, rest);
                double q = -dot(byPitch, rest);
                double determinant = a * c - b * b;
                if (!(determinant > 0)) {
                    break;
                }
                double nextYaw = within(yaw + (p * c - q * b) / determinant);
                double nextPitch = within(pitch + (q * a - p * b) / determinant);
                double[] next = rest(nextYaw, nextPitch);
                if (dot(next, next) > dot(rest, rest)) {
                    damping *= 10;
                    continue;
                }
                double moved = Math.max(Math.abs(nextYaw - yaw), Math.abs(nextPitch - pitch));
                yaw = nextYaw;
                pitch = nextPitch;
                rest = next;
                damping /= 10;
                if (moved < SMALL_STEP) {
                    break;
                }
            }
            double[] turned = turned(yaw, pitch);
            // The picture's points lean counterclockwise by this; a roll is clockwise.
            return new PoseFit(yaw, pitch, -StrictMath.atan2(cross(turned, seen), dot(turned, seen)));
        }

        /** What is left between the picture's points and the model's when those are scaled and rolled as is best. */
        private double[] rest(double yaw, double pitch) {
            double[] turned = turned(yaw, pitch);
            double size = dot(turned, turned);
            double a = dot(turned, seen) / size;
            double b = cross(turned, seen) / size;
            double[] rest = new double[seen.length];
            for (int i = 0; i < rest.length; i += 2) {
                rest[i] = a * turned[i] - b * turned[i + 1] - seen[i];
                rest[i + 1] = b * turned[i] + a * turned[i + 1] - seen[i + 1];
            }
            return rest;
        }

        /** The model, first pitched, then turned, seen from the front. */
        private double[] turned(double yaw, double pitch) {
            double sinYaw = StrictMath.sin(yaw);
            double cosYaw = StrictMath.cos(yaw);
            double sinPitch = StrictMath.sin(pitch);
            double cosPitch = StrictMath.cos(pitch);
            double[] x = new double[model.size()];
            double[] y = new double[model.size()];
            for (int i = 0; i < x.length; i++) {
                ModelPoint point = model.get(i);
                double depth = -sinPitch * point.y() + cosPitch * point.z();
                x[i] = cosYaw * point.x() - sinYaw * depth;
                y[i] = cosPitch * point.y() + sinPitch * point.z();
            }
            return centred(x, y);
        }

        private static double[] slope(double[] from, double[] to) {
            double[] slope = new double[from.length];
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (to[i] - from[i]) / DIFFERENCE;
            }
            return slope;
        }

        private static double within(double angle) {
            return Math.max(-LIMIT, Math.min(LIMIT, angle));
        }

        private static double dot(double[] one, double[] other) {
            double sum = 0;
            for (int i = 0; i < one.length; i++) {
                sum += one[i] * other[i];
            }
            return sum;
        }

        /** How far one set of points in the plane is turned against another, times their sizes. */
        private static double cross(double[] one, double[] other) {
            double sum = 0;
            for (int i = 0; i < one.length; i += 2) {
                sum += one[i] * other[i + 1] - one[i + 1] * other[i];
            }
            return sum;
        }
    }
}
