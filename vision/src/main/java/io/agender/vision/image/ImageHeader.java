package io.agender.vision.image;

import io.agender.vision.UndecodableImageException;

/**
 * What the first bytes of a picture say, read without decoding it: a few hundred bytes can claim a picture of several
 * gigabytes.
 *
 * @param width width in pixels, before any turning by EXIF
 * @param height height in pixels, before any turning by EXIF
 * @param complete whether the picture's end is there
 * @param reducible whether decoding at a fraction of the size is cheaper, and surely as upright as the header says: true
 *     for JPEG pictures without EXIF data
 */
record ImageHeader(int width, int height, boolean complete, boolean reducible) {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
    /** The segment that EXIF data is in. */
    private static final int EXIF = 0xe1;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PNG_HEADER = {'I', 'H', 'D', 'R'};
    private static final byte[] PNG_END = {'I', 'E', 'N', 'D'};

    /**
     * Reads the header of a JPEG or PNG picture.
     *
     * @throws UndecodableImageException when it is neither, or breaks off before its size is known
     */
    static ImageHeader read(byte[] bytes) {
        ImageHeader header;
        if (startsWith(bytes, 0, JPEG)) {
            header = jpeg(bytes);
        } else if (startsWith(bytes, 0, PNG)) {
            header = png(bytes);
        } else {
            throw new UndecodableImageException(
                    "The " + bytes.length + " bytes of the frame are neither a JPEG nor a PNG picture.");
        }
        if (header.width < 1 || header.height < 1) {
            throw new UndecodableImageException(
                    "The picture says it is " + header.width + " x " + header.height + " pixels; it has none.");
        }
        return header;
    }

    long pixels() {
        return (long) width * height;
    }

    /** JPEG is a row of segments: marker, length, content. The size is in the frame header, before the first scan. */
    private static ImageHeader jpeg(byte[] bytes) {
        int at = 2;
        boolean plain = true;
        while (at + 3 < bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff || marker == 0xda) {
                break;
            }
            if (marker == 0xff) { // padding
                at++;
                continue;
            }
            if (isFrameHeader(marker) && at + 8 < bytes.length) {
                int end = lastIndexOf(bytes, JPEG_END, at);
                return new ImageHeader(unsignedShort(bytes, at + 7), unsignedShort(bytes, at + 5), end > at, plain);
            }
            plain &= marker != EXIF;
            boolean alone = marker == 0x01 || marker >= 0xd0 && marker <= 0xd7;
            at += alone ? 2 : 2 + Math.max(2, unsignedShort(bytes, at + 2));
        }
        throw new UndecodableImageException(
                "The JPEG picture of " + bytes.length + " bytes is damaged or breaks off in its header.");
    }

    /** SOF0 to SOF15; three numbers in this range mean other things. */
    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static ImageHeader png(byte[] bytes) {
        if (bytes.length < 24 || !startsWith(bytes, 12, PNG_HEADER)) {
            throw new UndecodableImageException(
                    "The PNG picture of " + bytes.length + " bytes is damaged or breaks off in its header.");
        }
        return new ImageHeader(integer(bytes, 16), integer(bytes, 20), lastIndexOf(bytes, PNG_END, 24) > 0, false);
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int integer(byte[] bytes, int at) {
        return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Backwards, since a whole picture has its end marker in its last bytes; -1 when it is not after {@code from}. */
    private static int lastIndexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = bytes.length - wanted.length; at >= from; at--) {
            if (startsWith(bytes, at, wanted)) {
                return at;
            }
        }
        return -1;
    }
}
