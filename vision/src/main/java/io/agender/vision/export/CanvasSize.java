package io.agender.vision.export;

/**
 * Size of a written video in pixels. Both sides are even, as 4:2:0 colour needs, and within what the encoder takes.
 */
record CanvasSize(int width, int height) {

    private static final int MIN_SIDE = 16;

    /** OpenH264 ends at H.264's level 5.2. */
    private static final int MAX_LONGER_SIDE = 3840;

    private static final int MAX_SHORTER_SIDE = 2160;

    /** The size for a video whose first frame is this large. An odd side gets one pixel more. */
    static CanvasSize of(int frameWidth, int frameHeight) {
        double longer = Math.max(frameWidth, frameHeight);
        double shorter = Math.min(frameWidth, frameHeight);
        double scale = Math.min(1, Math.min(MAX_LONGER_SIDE / longer, MAX_SHORTER_SIDE / shorter));
        return new CanvasSize(even(frameWidth * scale), even(frameHeight * scale));
    }

    private static int even(double pixels) {
        return Math.max(MIN_SIDE, ((int) Math.round(pixels) + 1) / 2 * 2);
    }

    /** Where a frame of this size goes: scaled to fit, keeping its shape, in the middle. */
    Placement place(int frameWidth, int frameHeight) {
        if (frameWidth <= width && width - frameWidth <= 1 && frameHeight <= height && height - frameHeight <= 1) {
            return new Placement(0, 0, frameWidth, frameHeight);
        }
        double scale = Math.min((double) width / frameWidth, (double) height / frameHeight);
        int scaledWidth = Math.max(1, (int) Math.round(frameWidth * scale));
        int scaledHeight = Math.max(1, (int) Math.round(frameHeight * scale));
        return new Placement((width - scaledWidth) / 2, (height - scaledHeight) / 2, scaledWidth, scaledHeight);
    }

    /** A rectangle on the canvas. */
    record Placement(int x, int y, int width, int height) {}
}
