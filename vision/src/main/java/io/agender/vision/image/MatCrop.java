package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.agender.vision.geometry.CropRegion;
import io.agender.vision.geometry.PixelRect;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Cuts a region out of a frame and scales it to a network's input.
 *
 * <p>Where the region reaches over the border the outermost pixels are repeated. A constant colour would add a hard edge
 * and, for networks whose input is stretched between its darkest and brightest value, change the whole crop.
 */
public final class MatCrop {

    /** A square turned by 45 degrees reaches 1.41 times as far. */
    private static final int ROOM_TO_TURN = 2;

    private MatCrop() {}

    /**
     * Cuts and scales. However large the region, no more memory is used than for the result: what can be seen of the
     * region is scaled to its place, and only then the border is filled. The caller has a
     * {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     *
     * @param frame 8-bit BGR
     * @param region what to cut out, in pixels of the frame; at a region outside the frame its nearest pixels are taken
     * @param width width of the result in pixels
     * @param height height of the result in pixels
     */
    public static Mat cut(Mat frame, CropRegion region, int width, int height) {
        Span across = Span.of(region.x(), region.side(), frame.cols(), width);
        Span down = Span.of(region.y(), region.side(), frame.rows(), height);
        Mat scaled = new Mat(down.targetSize(), across.targetSize(), CV_8UC3);
        Scaling.fill(frame.apply(new Rect(across.from(), down.from(), across.size(), down.size())), scaled);
        if (scaled.cols() == width && scaled.rows() == height) {
            return scaled;
        }
        Mat padded = new Mat();
        copyMakeBorder(
                scaled,
                padded,
                down.target(),
                height - down.target() - down.targetSize(),
                across.target(),
                width - across.target() - across.targetSize(),
                BORDER_REPLICATE);
        return padded;
    }

    /**
     * Cuts and scales as {@link #cut}, and turns the picture around the region's centre so that a face that leans is
     * upright. A larger region is cut first, so that the corners that turn into the picture have pixels.
     *
     * @param tilt how far the face leans, in radians, positive when its eye on the right of the frame is lower
     */
    public static Mat cutUpright(Mat frame, CropRegion region, double tilt, int width, int height) {
        if (tilt == 0) {
            return cut(frame, region, width, height);
        }
        Mat wide = cut(frame, region.scaled(ROOM_TO_TURN), ROOM_TO_TURN * width, ROOM_TO_TURN * height);
        Point2f centre = new Point2f(wide.cols() / 2f, wide.rows() / 2f);
        Mat turned = new Mat();
        // OpenCV's angles are in degrees and positive for turning counter-clockwise.
        warpAffine(wide, turned, getRotationMatrix2D(centre, Math.toDegrees(tilt), 1), wide.size());
        return turned.apply(new Rect((wide.cols() - width) / 2, (wide.rows() - height) / 2, width, height))
                .clone();
    }

    /**
     * Squeezes a rectangle to a size, as the original Agender program does: linear interpolation whatever the ratio.
     *
     * @param frame 8-bit BGR
     */
    public static Mat squeeze(Mat frame, PixelRect patch, int width, int height) {
        Mat squeezed = new Mat();
        Rect rect = new Rect(patch.x(), patch.y(), patch.width(), patch.height());
        resize(frame.apply(rect), squeezed, new Size(width, height), 0, 0, INTER_LINEAR);
        return squeezed;
    }

    /**
     * One axis: the part of the region inside the frame, and its place in the result.
     *
     * @param from first pixel of the frame
     * @param size pixels of the frame, at least 1
     * @param target first pixel of the result
     * @param targetSize pixels of the result, at least 1
     */
    private record Span(int from, int size, int target, int targetSize) {

        static Span of(int regionStart, int regionSize, int frameSize, int resultSize) {
            int from = Math.max(0, Math.min(frameSize - 1, regionStart));
            int to = Math.max(from + 1, Math.min(frameSize, regionStart + regionSize));
            double scale = (double) resultSize / regionSize;
            int target = (int) clamp(Math.rint((from - regionStart) * scale), 0, resultSize - 1);
            int end = (int) clamp(Math.rint((to - regionStart) * scale), target + 1, resultSize);
            return new Span(from, to - from, target, end - target);
        }

        private static double clamp(double value, double low, double high) {
            return Math.max(low, Math.min(high, value));
        }
    }
}
