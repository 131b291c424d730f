package io.agender.vision.image;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture that was decoded at its full size or at a fraction of it.
 *
 * @param pixels 8-bit BGR; owned by the scope in which it was decoded
 * @param width width of the whole picture in pixels
 * @param height height of the whole picture in pixels
 * @param reduction how many pixels of the whole picture, in each direction, one of {@code pixels} stands for; 1 for none
 */
public record DecodedPicture(Mat pixels, int width, int height, int reduction) {

    /** A picture of full size. */
    public static DecodedPicture whole(Mat pixels) {
        return new DecodedPicture(pixels, pixels.cols(), pixels.rows(), 1);
    }
}
