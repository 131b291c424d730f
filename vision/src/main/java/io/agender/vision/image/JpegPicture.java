package io.agender.vision.image;

import java.util.Optional;

/**
 * A JPEG picture that needs nothing around it: whole, with its own Huffman tables, as other programs expect it. Only what
 * is sure to be that passes; of the rest the decoder makes what it can.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param length bytes from the first to the last of the picture; cameras fill up what follows
 */
public record JpegPicture(int width, int height, int length) {

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int HUFFMAN_TABLES = 0xc4;
    private static final int EXIF = 0xe1;

    /** Looks through the segments of what may be a picture; empty when it is none, or not one that needs nothing more. */
    public static Optional<JpegPicture> of(byte[] bytes) {
        if (marker(bytes, 0) != START) {
            return Optional.empty();
        }
        int at = 2;
        int width = 0;
        int height = 0;
        boolean tables = false;
        while (true) {
            int marker = marker(bytes, at);
            if (marker == END) {
                boolean second = marker(bytes, at + 2) == START; // the other field of an interlaced picture
                return width > 0 && height > 0 && tables && !second
                        ? Optional.of(new JpegPicture(width, height, at + 2))
                        : Optional.empty();
            }
            if (marker < 0 || marker == EXIF || at + 4 > bytes.length || length(bytes, at) < 2) {
                return Optional.empty(); // Exif may turn the picture
            }
            int next = at + 2 + length(bytes, at);
            if (marker == HUFFMAN_TABLES) {
                tables = true;
            } else if (isFrameHeader(marker)) {
                if (width > 0 || !isUsual(marker, bytes, at) || next > bytes.length) {
                    return Optional.empty();
                }
                height = unsignedShort(bytes, at + 5);
                width = unsignedShort(bytes, at + 7);
            }
            at = marker == SCAN ? afterScan(bytes, next) : next;
        }
    }

    /** Whether a picture's last marker is there; what breaks off lacks it. */
    public static boolean hasEnd(byte[] bytes) {
        for (int at = bytes.length - 2; at > 0; at--) {
            if (marker(bytes, at) == END) {
                return true;
            }
        }
        return false;
    }

    /** Baseline, extended or progressive, Huffman-coded, 8 bits, grey or of three colours. */
    private static boolean isUsual(int marker, byte[] bytes, int at) {
        return marker <= 0xc2
                && at + 9 < bytes.length
                && bytes[at + 4] == 8
                && (bytes[at + 9] == 1 || bytes[at + 9] == 3);
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != HUFFMAN_TABLES && marker != 0xc8 && marker != 0xcc;
    }

    /** Within a scan 0xff is followed by 0 or a restart marker. */
    private static int afterScan(byte[] bytes, int from) {
        for (int at = from; at + 1 < bytes.length; at++) {
            int next = bytes[at + 1] & 0xff;
            if (bytes[at] == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return at;
            }
        }
        return bytes.length;
    }

    private static int marker(byte[] bytes, int at) {
        return at >= 0 && at + 1 < bytes.length && bytes[at] == (byte) 0xff ? bytes[at + 1] & 0xff : -1;
    }

    private static int length(byte[] bytes, int at) {
        return unsignedShort(bytes, at + 2);
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff : 0;
    }
}
