package io.agender.vision;

/**
 * How a video is sampled and encoded.
 *
 * @param framesPerSecond at most this many frames for each second of presentation time; 0 for all frames
 * @param maxWidth wider frames are scaled down to this many pixels, keeping their shape; 0 for the original size
 * @param jpegQuality 1 (small) to 99 (faithful); {@value #LOSSLESS} for PNG, which loses nothing
 */
public record VideoOptions(double framesPerSecond, int maxWidth, int jpegQuality) {

    /** The quality at which frames are PNG pictures. */
    public static final int LOSSLESS = 100;

    /** All frames, original size, JPEG quality 90. */
    public static final VideoOptions DEFAULTS = new VideoOptions(0, 0, 90);

    public VideoOptions {
        if (!(framesPerSecond >= 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("frames per second must be 0 or more: " + framesPerSecond);
        }
        if (maxWidth < 0) {
            throw new IllegalArgumentException("maximal width must be 0 or more: " + maxWidth);
        }
        if (jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("JPEG quality must be between 1 and 100: " + jpegQuality);
        }
    }
}
