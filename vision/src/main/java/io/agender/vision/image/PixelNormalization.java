package io.agender.vision.image;

import io.agender.models.InputSpec.Stretch;

/**
 * How the values of one picture are stretched: a value v becomes {@code (v - zero) * gain}.
 *
 * @param zero the value that becomes 0
 * @param gain 0 for a picture of one colour that a stretch to its smallest and largest value would divide by zero
 */
record PixelNormalization(double zero, double gain) {

    private static final double MAX_VALUE = 255;

    static PixelNormalization of(byte[] picture, Stretch stretch) {
        return switch (stretch) {
            case NONE -> new PixelNormalization(0, 1);
            case MIN_MAX -> minMax(picture);
            case STANDARDIZE -> standardized(picture);
        };
    }

    private static PixelNormalization minMax(byte[] picture) {
        int low = 255;
        int high = 0;
        for (byte pixel : picture) {
            low = Math.min(low, pixel & 0xff);
            high = Math.max(high, pixel & 0xff);
        }
        return new PixelNormalization(low, high > low ? MAX_VALUE / (high - low) : 0);
    }

    private static PixelNormalization standardized(byte[] picture) {
        long sum = 0;
        long squares = 0;
        for (byte pixel : picture) {
            int value = pixel & 0xff;
            sum += value;
            squares += value * value;
        }
        double mean = (double) sum / picture.length;
        double deviation = Math.sqrt(Math.max(0, (double) squares / picture.length - mean * mean));
        return new PixelNormalization(mean, 1 / Math.max(deviation, 1 / Math.sqrt(picture.length)));
    }
}
