package io.agender.vision;

import java.util.Objects;

/**
 * A JPEG or PNG picture as plain bytes. The array is not copied: whoever makes an image hands the array over and leaves it
 * alone, and readers only read it. Safe to share between threads on that condition.
 *
 * @param bytes the encoded picture
 * @param width width in pixels, as displayed
 * @param height height in pixels, as displayed
 */
public record EncodedImage(byte[] bytes, int width, int height) {

    private static final byte PNG = (byte) 0x89;

    public EncodedImage {
        Objects.requireNonNull(bytes, "bytes");
    }

    /** Whether the bytes begin as a PNG picture does. */
    public boolean isPng() {
        return bytes.length > 0 && bytes[0] == PNG;
    }
}
