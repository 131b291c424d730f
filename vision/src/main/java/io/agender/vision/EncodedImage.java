package io.agender.vision;

import java.util.Objects;

/**
 * A JPEG picture as plain bytes. The array is not copied: whoever makes an image hands the array over and leaves it
 * alone, and readers only read it. Safe to share between threads on that condition.
 *
 * @param bytes the encoded picture
 * @param width width in pixels, as displayed
 * @param height height in pixels, as displayed
 */
public record EncodedImage(byte[] bytes, int width, int height) {

    public EncodedImage {
        Objects.requireNonNull(bytes, "bytes");
    }
}
