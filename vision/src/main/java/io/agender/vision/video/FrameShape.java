package io.agender.vision.video;

import io.agender.vision.image.Orientation;

/**
 * How a decoded frame becomes the delivered one: first scaled, then set upright. Sizes in pixels.
 *
 * @param scaledWidth width to scale the decoded frame to, before turning
 * @param scaledHeight height to scale the decoded frame to, before turning
 * @param upright how it is mirrored and turned
 */
public record FrameShape(int scaledWidth, int scaledHeight, Orientation upright) {

    /** Longer pixels are damage, and a few damaged bytes would make a picture of gigabytes. */
    private static final double MAX_PIXEL_ASPECT = 8;

    /**
     * Square pixels, upright, not wider than asked for.
     *
     * @param width width of the decoded frame
     * @param height height of the decoded frame
     * @param pixelAspect width of a pixel divided by its height; 0 when the file does not say
     * @param upright how the frame is mirrored and turned
     * @param maxWidth limit for the delivered width; 0 for none
     */
    public static FrameShape of(int width, int height, double pixelAspect, Orientation upright, int maxWidth) {
        double wide =
                pixelAspect > 1 / MAX_PIXEL_ASPECT && pixelAspect < MAX_PIXEL_ASPECT ? width * pixelAspect : width;
        double high = height;
        double delivered = upright.swapsSides() ? high : wide;
        if (maxWidth > 0 && delivered > maxWidth) {
            double scale = maxWidth / delivered;
            wide *= scale;
            high *= scale;
        }
        return new FrameShape(atLeastOne(wide), atLeastOne(high), upright);
    }

    public int width() {
        return upright.swapsSides() ? scaledHeight : scaledWidth;
    }

    public int height() {
        return upright.swapsSides() ? scaledWidth : scaledHeight;
    }

    /** Whether a frame of this size is delivered as it is. */
    public boolean isThatOf(int decodedWidth, int decodedHeight) {
        return upright.equals(Orientation.AS_STORED) && scaledWidth == decodedWidth && scaledHeight == decodedHeight;
    }

    private static int atLeastOne(double pixels) {
        return Math.max(1, (int) Math.round(pixels));
    }
}
