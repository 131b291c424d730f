package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import io.agender.vision.geometry.CropRegion;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Cuts a region out of a frame and scales it to a network's input.
 *
 * <p>Where the region reaches over the border the outermost pixels are repeated. A constant colour would add a hard edge
 * and, for networks whose input is stretched between its darkest and brightest value, change the whole crop.
 */
public final class MatCrop {

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
