package io.agender.vision.opencv;

/**
 * How a decoded frame becomes the delivered one: first scaled, then turned. Sizes in pixels.
 *
 * @param scaledWidth width to scale the decoded frame to, before turning
 * @param scaledHeight height to scale the decoded frame to, before turning
 * @param quarterTurns turns of 90 degrees clockwise, 0 to 3, that set the frame upright
 */
record FrameShape(int scaledWidth, int scaledHeight, int quarterTurns) {

    /** Longer pixels are damage, and a few damaged bytes would make a picture of gigabytes. */
    private static final double LONGEST_PIXEL = 8;

    /**
     * Square pixels, upright, not wider than asked for.
     *
     * @param width width of the decoded frame
     * @param height height of the decoded frame
     * @param pixelAspect width of a pixel divided by its height; 0 when the file does not say
     * @param clockwise degrees clockwise that set the frame upright, rounded here to quarter turns
     * @param maxWidth limit for the delivered width; 0 for none
     */
    static FrameShape of(int width, int height, double pixelAspect, double clockwise, int maxWidth) {
        int quarterTurns = Math.floorMod(Math.round(clockwise / 90), 4);
        double wide = pixelAspect > 1 / LONGEST_PIXEL && pixelAspect < LONGEST_PIXEL ? width * pixelAspect : width;
        double high = height;
        double delivered = quarterTurns % 2 == 0 ? wide : high;
        if (maxWidth > 0 && delivered > maxWidth) {
            double scale = maxWidth / delivered;
            wide *= scale;
            high *= scale;
        }
        return new FrameShape(atLeastOne(wide), atLeastOne(high), quarterTurns);
    }

    int width() {
        return quarterTurns % 2 == 0 ? scaledWidth : scaledHeight;
    }

    int height() {
        return quarterTurns % 2 == 0 ? scaledHeight : scaledWidth;
    }

    /** Whether a frame of this size is delivered as it is. */
    boolean isThatOf(int decodedWidth, int decodedHeight) {
        return quarterTurns == 0 && scaledWidth == decodedWidth && scaledHeight == decodedHeight;
    }

    private static int atLeastOne(double pixels) {
        return Math.max(1, (int) Math.round(pixels));
    }
}
