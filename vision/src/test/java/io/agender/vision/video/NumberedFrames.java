package io.agender.vision.video;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import io.agender.vision.EncodedImage;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.image.PictureEncoder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures that carry a number, as ten black or white columns, which survives scaling and lossy encoding. */
public final class NumberedFrames {

    private static final int BITS = 10;

    private NumberedFrames() {}

    /** The caller frees it. */
    public static Mat paint(int number, int width, int height) {
        Mat picture = new Mat(height, width, CV_8UC3);
        try (PointerScope scope = new PointerScope()) {
            for (int bit = 0; bit < BITS; bit++) {
                double shade = (number >> bit & 1) * 255;
                int left = width * bit / BITS;
                Rect column = new Rect(left, 0, width * (bit + 1) / BITS - left, height);
                rectangle(picture, column, new Scalar(shade, shade, shade, 0), FILLED, LINE_8, 0);
            }
        }
        return picture;
    }

    /** A picture of one colour. The caller frees it. */
    public static Mat plain(int[] bgr, int width, int height) {
        Mat picture = new Mat(height, width, CV_8UC3);
        try (PointerScope scope = new PointerScope()) {
            picture.put(new Scalar(bgr[0], bgr[1], bgr[2], 0));
        }
        return picture;
    }

    public static EncodedImage image(int number, int width, int height) {
        try (Mat picture = paint(number, width, height)) {
            return new PictureEncoder(90).encode(picture);
        }
    }

    /** The number in a delivered frame. */
    public static int read(EncodedImage image) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = new ImageDecoder(1L << 30).decode(image.bytes());
            int number = 0;
            for (int bit = 0; bit < BITS; bit++) {
                int column = pixels.cols() * (2 * bit + 1) / (2 * BITS);
                int shade = pixels.ptr(pixels.rows() / 2, column).get() & 0xff;
                number |= shade > 127 ? 1 << bit : 0;
            }
            return number;
        }
    }
}
