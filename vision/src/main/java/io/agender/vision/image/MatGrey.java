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
 * Shrinks a picture to a small grey one. Each pixel is the mean of those that it stands for, which takes out noise; of a
 * large picture only of some of their rows, at least three, which is enough for that and leaves most of its memory
 * untouched. It is shrunk by a whole number first, which is several times as quick, and at most by a few pixels of the right
 * and lower border less.
 */
public final class MatGrey {

    /** Rows of a picture in each row of the small one, of which the mean is taken. */
    private static final int ENOUGH_ROWS = 3;

    private MatGrey() {}

    /** The small grey picture of an 8-bit BGR one. The caller has a {@link org.bytedeco.javacpp.PointerScope} open. */
    public static GreyPicture of(Mat pixels) {
        int whole = Math.min(pixels.cols() / GreyPicture.WIDTH, pixels.rows() / GreyPicture.HEIGHT);
        int step = Math.max(1, whole / ENOUGH_ROWS);
        Mat grey = new Mat();
        cvtColor(everySoManyRows(pixels, step), grey, COLOR_BGR2GRAY);
        Mat small = new Mat();
        resize(
                shrunk(grey, whole, whole / step),
                small,
                new Size(GreyPicture.WIDTH, GreyPicture.HEIGHT),
                0,
                0,
                INTER_AREA);
        byte[] bytes = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        small.data().get(bytes);
        return new GreyPicture(bytes);
    }

    /** Looks at the same pixels. */
    private static Mat everySoManyRows(Mat pixels, int step) {
        return step < 2
                ? pixels
                : new Mat(
                        pixels.rows() / step, pixels.cols(), pixels.type(), pixels.ptr(step / 2), pixels.step() * step);
    }

    private static Mat shrunk(Mat pixels, int across, int down) {
        if (across < 2) {
            return pixels;
        }
        int columns = pixels.cols() / across;
        int rows = pixels.rows() / down;
        Mat even = pixels.apply(new Rect(0, 0, columns * across, rows * down));
        Mat coarse = new Mat();
        resize(even, coarse, new Size(columns, rows), 0, 0, INTER_AREA);
        return coarse;
    }
}
