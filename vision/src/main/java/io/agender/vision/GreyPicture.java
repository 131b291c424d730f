package io.agender.vision;

import java.util.Objects;

/**
 * A small grey picture of a whole frame, squeezed to one size whatever the size and shape of the frame: enough to judge
 * whether the camera can see, too small to know a face by. The array is not copied: whoever makes the picture hands it
 * over and leaves it alone, and readers only read it.
 *
 * @param pixels rows from the top, a byte of brightness each
 */
public record GreyPicture(byte[] pixels) {

    /** Width in pixels. */
    public static final int WIDTH = 160;

    /** Height in pixels. */
    public static final int HEIGHT = 96;

    public GreyPicture {
        Objects.requireNonNull(pixels, "pixels");
        if (pixels.length != WIDTH * HEIGHT) {
            throw new IllegalArgumentException(
                    "not the pixels of a picture of " + WIDTH + " x " + HEIGHT + ": " + pixels.length + " bytes");
        }
    }
}
