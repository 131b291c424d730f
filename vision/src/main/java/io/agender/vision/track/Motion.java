package io.agender.vision.track;

import io.agender.vision.BoundingBox;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Where a face is and where it goes: a Kalman filter (R. E. Kalman, "A New Approach to Linear Filtering and Prediction
 * Problems", 1960) of the box's centre and of the logarithms of its width and height. Logarithms keep sizes positive and
 * make their noise relative. The noise of the centre is relative to the size of the box: a near face moves more pixels
 * than a far one. The coordinates are independent of each other, so four small filters are the same as a large one.
 *
 * @param x centre, pixels of the original frame from the left edge
 * @param y centre, pixels from the top edge
 * @param width logarithm of the width in pixels
 * @param height logarithm of the height in pixels
 */
public record Motion(AxisMotion x, AxisMotion y, AxisMotion width, AxisMotion height) {

    /** How much a detector's box shakes, in its sides: 0.01 for large faces, 0.09 for the smallest (docs/tracking.md). */
    private static final double CENTER_NOISE = 0.1;

    /** Chosen: sizes shake somewhat less than places. */
    private static final double SIZE_NOISE = 0.07;

    /** Speed of the logarithms: who walks up to the camera doubles in size within a second or two. */
    private static final double GROWTH = 0.5;

    /** Beyond any frame, and small enough that its squares are far from the limits of a double. */
    private static final double FARTHEST = 1e7;

    private static final int NUMBERS_OF_AXIS = 5;

    /**
     * A face that was seen once.
     *
     * @param speed standard deviation of the velocity that is not known yet, in sides of the box a second
     */
    static Motion at(BoundingBox box, double speed) {
        double side = side(box);
        return new Motion(
                AxisMotion.at(centerX(box), CENTER_NOISE * side, speed * side),
                AxisMotion.at(centerY(box), CENTER_NOISE * side, speed * side),
                AxisMotion.at(Math.log(box.width()), SIZE_NOISE, GROWTH),
                AxisMotion.at(Math.log(box.height()), SIZE_NOISE, GROWTH));
    }

    /** The motion that {@link #values()} told of. */
    public static Motion of(List<Double> values) {
        if (values.size() != 4 * NUMBERS_OF_AXIS) {
            throw new IllegalArgumentException("a motion has 20 numbers, not " + values.size());
        }
        return new Motion(axis(values, 0), axis(values, 1), axis(values, 2), axis(values, 3));
    }

    private static AxisMotion axis(List<Double> values, int axis) {
        int at = axis * NUMBERS_OF_AXIS;
        return new AxisMotion(
                values.get(at), values.get(at + 1), values.get(at + 2), values.get(at + 3), values.get(at + 4));
    }

    /** All numbers of it, for keeping. */
    public List<Double> values() {
        return Stream.of(x, y, width, height)
                .flatMapToDouble(axis -> DoubleStream.of(
                        axis.position(),
                        axis.velocity(),
                        axis.positionVariance(),
                        axis.covariance(),
                        axis.velocityVariance()))
                .boxed()
                .toList();
    }

    /** Where the face is expected after so many seconds. */
    Motion after(double seconds, double speed) {
        double pixels = speed * side();
        return new Motion(
                x.after(seconds, pixels),
                y.after(seconds, pixels),
                width.after(seconds, GROWTH),
                height.after(seconds, GROWTH));
    }

    /** What is known once the face was seen again. */
    Motion seen(BoundingBox box) {
        double noise = CENTER_NOISE * side(box);
        return new Motion(
                x.measured(centerX(box), noise),
                y.measured(centerY(box), noise),
                width.measured(Math.log(box.width()), SIZE_NOISE),
                height.measured(Math.log(box.height()), SIZE_NOISE));
    }

    /** The expected box. */
    public BoundingBox box() {
        double w = Math.exp(width.position());
        double h = Math.exp(height.position());
        return new BoundingBox(x.position() - w / 2, y.position() - h / 2, w, h);
    }

    /** How fast it moves or grows, in sides of the box a second. */
    double speed() {
        double growth = Math.max(Math.abs(width.velocity()), Math.abs(height.velocity()));
        return Math.max(Math.sqrt(x.velocity() * x.velocity() + y.velocity() * y.velocity()) / side(), growth);
    }

    /** Expected side of a square as large as the box. */
    double side() {
        return Math.exp((width.position() + height.position()) / 2);
    }

    /** Squared Mahalanobis distance of a box's centre from the expected one: in standard deviations, 2 dimensions. */
    double squaredMahalanobisDistance(BoundingBox box) {
        double noise = CENTER_NOISE * side(box);
        double dx = centerX(box) - x.position();
        double dy = centerY(box) - y.position();
        return dx * dx / (x.positionVariance() + noise * noise) + dy * dy / (y.positionVariance() + noise * noise);
    }

    /** Whether a box can be followed: it has a place and a size. */
    static boolean fits(BoundingBox box) {
        return Math.abs(box.x()) <= FARTHEST
                && Math.abs(box.y()) <= FARTHEST
                && box.width() >= 1 / FARTHEST
                && box.width() <= FARTHEST
                && box.height() >= 1 / FARTHEST
                && box.height() <= FARTHEST;
    }

    static double side(BoundingBox box) {
        return Math.sqrt(box.area());
    }

    static double centerX(BoundingBox box) {
        return box.x() + box.width() / 2;
    }

    static double centerY(BoundingBox box) {
        return box.y() + box.height() / 2;
    }
}
