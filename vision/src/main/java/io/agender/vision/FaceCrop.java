package io.agender.vision;

import java.util.Objects;

/**
 * A face cut out of a frame and scaled to what the gender and age networks are fed. The array is not copied: whoever
 * makes a crop hands it over and leaves it alone, and readers only read it.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param pixels rows from the top, for each pixel blue, green and red in a byte each
 */
public record FaceCrop(int width, int height, byte[] pixels) {

    /** Bytes of a pixel. */
    public static final int CHANNELS = 3;

    public FaceCrop {
        Objects.requireNonNull(pixels, "pixels");
        if (width < 1 || height < 1 || pixels.length != width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    "not the pixels of a crop of " + width + " x " + height + ": " + pixels.length + " bytes");
        }
    }
}
