package io.agender.launcher.attention;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.List;
import java.util.Locale;

/**
 * A head of which it is known where it is turned to: BlazeFace's mean face, turned and projected in parallel, so that its
 * landmarks are where the network would see those of such a head. The pose that is told of it is fitted to them again.
 *
 * @param person whose it is
 * @param pose as it should be told
 */
record DrawnHead(int person, HeadPose pose) {

    private static final MeanFace FACE = MeanFace.BLAZEFACE;
    private static final double EYES = 20;
    private static final double SIDE = 50;
    private static final double ROW = 55;

    /** As it stands in the "picture". */
    String written() {
        return String.format(Locale.ROOT, "%d %s %s %s", person, pose.yaw(), pose.pitch(), pose.roll());
    }

    static DrawnHead read(String text) {
        String[] parts = text.split(" ");
        return new DrawnHead(
                Integer.parseInt(parts[0]),
                new HeadPose(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
    }

    /** As a detector finds it: each person in a row of their own. */
    Detection found() {
        double x = 300 + 7 * person;
        double y = ROW * person;
        List<Landmark> landmarks =
                FACE.points().stream().map(point -> seen(point, x, y)).toList();
        return new Detection(
                new BoundingBox(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE), 0.9, landmarks, FACE.pose(landmarks, SIDE));
    }

    /** Whose head was found. */
    static int personAt(Detection face) {
        return (int) Math.round((face.box().y() + SIDE / 2) / ROW);
    }

    /** Rotation matrices, where the fit has formulas of its own. */
    private Landmark seen(ModelPoint point, double x, double y) {
        double yaw = Math.toRadians(-pose.yaw() / FACE.yawGain());
        double pitch = Math.toRadians(-(pose.pitch() - FACE.pitchOffset()) / FACE.pitchGain());
        double roll = Math.toRadians(-pose.roll());
        double[] p = {point.x(), point.y(), point.z()};
        p = times(
                new double[][] {{1, 0, 0}, {0, Math.cos(pitch), -Math.sin(pitch)}, {0, Math.sin(pitch), Math.cos(pitch)}
                },
                p);
        p = times(new double[][] {{Math.cos(yaw), 0, Math.sin(yaw)}, {0, 1, 0}, {-Math.sin(yaw), 0, Math.cos(yaw)}}, p);
        p = times(
                new double[][] {{Math.cos(roll), -Math.sin(roll), 0}, {Math.sin(roll), Math.cos(roll), 0}, {0, 0, 1}},
                p);
        return new Landmark(point.point(), x + EYES * p[0], y - EYES * p[1]);
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int row = 0; row < product.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += matrix[row][column] * vector[column];
            }
        }
        return product;
    }
}
