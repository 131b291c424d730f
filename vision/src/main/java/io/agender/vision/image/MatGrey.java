package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.vision.GreyPicture;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Shrinks a picture to a small grey one. Each pixel is the mean of those that it stands for, which takes out noise. It is
 * shrunk by a whole number first, which is several times as quick, and at most by a few pixels of the right and lower
 * border less.
 */
public final class MatGrey {

    private MatGrey() {}

    /** The small grey picture of an 8-bit BGR one. The caller has a {@link org.bytedeco.javacpp.PointerScope} open. */
    public static GreyPicture of(Mat pixels) {
        Mat coarse = shrunkByWhole(pixels);
        Mat grey = new Mat();
        cvtColor(coarse, grey, COLOR_BGR2GRAY);
        Mat small = new Mat();
        resize(grey, small, new Size(GreyPicture.WIDTH, GreyPicture.HEIGHT), 0, 0, INTER_AREA);
        byte[] bytes = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        small.data().get(bytes);
        return new GreyPicture(bytes);
    }

    private static Mat shrunkByWhole(Mat pixels) {
        int whole = Math.min(pixels.cols() / GreyPicture.WIDTH, pixels.rows() / GreyPicture.HEIGHT);
        if (whole < 2) {
            return pixels;
        }
        int columns = pixels.cols() / whole;
        int rows = pixels.rows() / whole;
        Mat even = pixels.apply(new Rect(0, 0, columns * whole, rows * whole));
        Mat coarse = new Mat();
        resize(even, coarse, new Size(columns, rows), 0, 0, INTER_AREA);
        return coarse;
    }
}
