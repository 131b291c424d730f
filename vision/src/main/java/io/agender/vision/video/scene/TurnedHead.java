package io.agender.vision.video.scene;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import java.util.Arrays;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Turns the head of the portrait to the left of the picture, by {@value #DEGREES} degrees of yaw, on shoulders that stay. The portrait is
 * laid over a made-up head, round from ear to ear and with a nose, which is turned; what comes to lie behind is not seen.
 */
final class TurnedHead {

    static final int DEGREES = 40;

    // Of figure.webp, in pixels: the middle between the eyes, the tip of the nose, the chin, and where the neck ends.
    private static final double MIDDLE_X = 168.5;
    private static final double NOSE_Y = 93;
    private static final double CHIN_Y = 134;
    private static final double NECK_Y = 158;

    /** By how many pixels the ears, 35 from the middle, and the tip of the nose are behind and before the face. */
    private static final double EAR_X = 35;

    private static final double EAR_BEHIND = 35;
    private static final double NOSE_BEFORE = 8;
    private static final double NOSE_WIDTH = 5;
    private static final double NOSE_HEIGHT = 8;

    /** Steps along a row in pixels, and how near to a pixel one must come; the turn pulls two steps three times apart. */
    private static final double STEP = 0.05;

    private static final double NEAR = 0.15;
    private static final float NOWHERE = -1000;

    private TurnedHead() {}

    /** The caller's scope owns it. */
    static Mat of(Mat figure) {
        Mat columns = new Mat(figure.rows(), figure.cols(), CV_32FC1);
        Mat rows = new Mat(figure.rows(), figure.cols(), CV_32FC1);
        try (FloatIndexer fromColumn = columns.createIndexer();
                FloatIndexer fromRow = rows.createIndexer()) {
            float[] from = new float[figure.cols()];
            double[] nearest = new double[figure.cols()];
            for (int y = 0; y < figure.rows(); y++) {
                show(y, from, nearest);
                for (int x = 0; x < from.length; x++) {
                    fromColumn.put(y, x, from[x]);
                    fromRow.put(y, x, y);
                }
            }
        }
        Mat turned = new Mat();
        remap(figure, turned, columns, rows, INTER_LINEAR, BORDER_CONSTANT, new Scalar(0, 0, 0, 0));
        return turned;
    }

    /** Which column of the portrait is seen at each pixel of a row: of those that come to lie there, the nearest one. */
    private static void show(int y, float[] from, double[] nearest) {
        double turn = Math.toRadians(DEGREES) * Math.max(0, Math.min(1, (NECK_Y - y) / (NECK_Y - CHIN_Y)));
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        Arrays.fill(from, NOWHERE);
        Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
        for (double column = 0; column < from.length; column += STEP) {
            double x = column - MIDDLE_X;
            double z = depth(x, y - NOSE_Y);
            double at = MIDDLE_X + x * cos - z * sin;
            double near = x * sin + z * cos;
            int pixel = (int) Math.round(at);
            if (pixel >= 0 && pixel < from.length && Math.abs(at - pixel) < NEAR && near > nearest[pixel]) {
                nearest[pixel] = near;
                from[pixel] = (float) column;
            }
        }
    }

    /** How far a point of the head is before the middle of the face. */
    private static double depth(double x, double belowNose) {
        double round = -EAR_BEHIND * x * x / (EAR_X * EAR_X);
        if (Math.abs(x) > 6 * NOSE_WIDTH || Math.abs(belowNose) > 6 * NOSE_HEIGHT) {
            return round;
        }
        double nose = NOSE_BEFORE
                * Math.exp(
                        -(x * x / (NOSE_WIDTH * NOSE_WIDTH) + belowNose * belowNose / (NOSE_HEIGHT * NOSE_HEIGHT)) / 2);
        return round + nose;
    }
}
