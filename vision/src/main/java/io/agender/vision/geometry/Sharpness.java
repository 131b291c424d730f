package io.agender.vision.geometry;

import io.agender.vision.FaceCrop;

/**
 * How sharp a crop is: the energy of the differences between neighbouring pixels, relative to the contrast of the whole
 * crop, so that light and skin make little difference. A small face that was scaled up, and one that is out of focus or
 * moving, has soft edges and a low value.
 */
public final class Sharpness {

    private Sharpness() {}

    /**
     * Mean squared difference of horizontal and vertical neighbours, divided by the variance of the brightness.
     *
     * @return 0 for a crop of one colour, about 4 for noise, 0.01 to 0.3 for faces
     */
    public static double of(FaceCrop crop) {
        int width = crop.width();
        int height = crop.height();
        int[] above = new int[width];
        long sum = 0;
        long squares = 0;
        long steps = 0;
        for (int y = 0; y < height; y++) {
            int left = 0;
            for (int x = 0; x < width; x++) {
                int value = brightness(crop.pixels(), (y * width + x) * FaceCrop.CHANNELS);
                sum += value;
                squares += (long) value * value;
                if (x > 0) {
                    steps += square(value - left);
                }
                if (y > 0) {
                    steps += square(value - above[x]);
                }
                left = value;
                above[x] = value;
            }
        }
        double count = (double) width * height;
        double variance = squares / count - (sum / count) * (sum / count);
        return variance < 1 ? 0 : steps / count / variance;
    }

    /** Green counts twice, as the eye does about; 0 to 1020. */
    private static int brightness(byte[] pixels, int at) {
        return (pixels[at] & 0xff) + 2 * (pixels[at + 1] & 0xff) + (pixels[at + 2] & 0xff);
    }

    private static long square(int value) {
        return (long) value * value;
    }
}
