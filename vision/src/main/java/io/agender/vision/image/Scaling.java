package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;

/** Scales pictures. */
public final class Scaling {

    private Scaling() {}

    /**
     * Fills the whole of {@code target} with {@code source}. Shrinking takes the mean of the pixels that fall together,
     * since linear interpolation would skip most of them and flicker from frame to frame.
     */
    public static void fill(Mat source, Mat target) {
        boolean shrinks = target.cols() < source.cols() && target.rows() < source.rows();
        resize(source, target, target.size(), 0, 0, shrinks ? INTER_AREA : INTER_LINEAR);
    }
}
