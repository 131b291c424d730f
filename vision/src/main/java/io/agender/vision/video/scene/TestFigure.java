package io.agender.vision.video.scene;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The person of the test scene: NASA's portrait of Eileen Collins, public domain, cut out by samples/make-samples.py. Owns
 * its picture; belongs to one thread.
 */
final class TestFigure implements AutoCloseable {

    // As measured in samples/make-samples.py, at the size of figure.webp.
    private static final double FACE_X = 224 * 0.75;
    private static final double FACE_Y = 128 * 0.75;
    private static final double FACE_HEIGHT = 104 * 0.75;

    // Retained: they outlive any scope that the caller has open.
    private final Mat figure;
    private Mat away; // made for the first who is turned away

    private TestFigure(Mat figure) {
        this.figure = figure;
    }

    static TestFigure load() {
        try (InputStream in = TestFigure.class.getResourceAsStream("figure.webp");
                PointerScope scope = new PointerScope()) {
            Mat figure = imdecode(new Mat(in.readAllBytes()), IMREAD_UNCHANGED);
            return new TestFigure(figure.retainReference());
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own figure.webp cannot be read", e);
        }
    }

    /** A pale room with a dark floor. The caller's scope owns it. */
    static Mat room(int width, int height) {
        Mat column = new Mat(4, 1, CV_8UC3);
        int[][] shades = {{206, 204, 200}, {184, 184, 182}, {160, 163, 164}, {96, 104, 110}};
        for (int row = 0; row < shades.length; row++) {
            for (int channel = 0; channel < 3; channel++) {
                column.ptr(row).put(channel, (byte) shades[row][channel]);
            }
        }
        Mat room = new Mat();
        resize(column, room, new Size(width, height), 0, 0, INTER_LINEAR);
        return room;
    }

    /** Draws the person into a picture of BGR pixels. The caller has a scope open, which owns what this needs meanwhile. */
    void draw(Mat picture, TestScene.Pose pose) {
        double scale = pose.faceHeight() / FACE_HEIGHT;
        Mat seen = pose.away() ? away() : figure;
        // In two steps, as a plain warp would skip pixels of the portrait: first the size, then the place.
        Mat near = new Mat();
        Size size = new Size(
                Math.max(1, (int) Math.round(seen.cols() * scale)), Math.max(1, (int) Math.round(seen.rows() * scale)));
        resize(seen, near, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
        Mat placed = new Mat();
        warpAffine(
                near,
                placed,
                placing(pose, scale),
                picture.size(),
                INTER_LINEAR,
                BORDER_CONSTANT,
                new Scalar(0, 0, 0, 0));
        blend(picture, placed, pose.light());
    }

    private Mat away() {
        if (away == null) {
            try (PointerScope scope = new PointerScope()) {
                away = TurnedHead.of(figure).retainReference();
            }
        }
        return away;
    }

    /** Where the pixels of the scaled figure come to lie. */
    private static Mat placing(TestScene.Pose pose, double scale) {
        double angle = Math.toRadians(pose.degrees());
        double side = pose.mirrored() ? -1 : 1;
        double[][] matrix = {
            {side * Math.cos(angle), -Math.sin(angle), pose.x()},
            {side * Math.sin(angle), Math.cos(angle), pose.y()},
        };
        Mat placing = new Mat(2, 3, CV_64FC1);
        try (DoubleIndexer numbers = placing.createIndexer()) {
            for (int row = 0; row < 2; row++) {
                double[] m = matrix[row];
                numbers.put(row, 0, m[0]);
                numbers.put(row, 1, m[1]);
                numbers.put(row, 2, m[2] - (m[0] * FACE_X + m[1] * FACE_Y) * scale);
            }
        }
        return placing;
    }

    private static void blend(Mat picture, Mat placed, double light) {
        Mat alpha = new Mat();
        extractChannel(placed, alpha, 3);
        Mat opacity = new Mat();
        cvtColor(alpha, opacity, COLOR_GRAY2BGR);
        Mat colours = new Mat();
        cvtColor(placed, colours, COLOR_BGRA2BGR);
        multiply(colours, opacity, colours, light / 255, -1);
        bitwise_not(opacity, opacity);
        multiply(picture, opacity, picture, 1 / 255.0, -1);
        add(picture, colours, picture);
    }

    @Override
    public void close() {
        figure.close();
        if (away != null) {
            away.close();
        }
    }
}
