package io.agender.vision.image;

import io.agender.vision.UndecodableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a picture file of any kind says of itself, read without decoding it.
 *
 * @param width width in pixels, before any turning by EXIF
 * @param height height in pixels, before any turning by EXIF
 * @param complete false when it breaks off: OpenCV fills the missing part of JPEG and PNG pictures with grey, and refuses
 *     others itself
 * @param several whether it is the first of several, as in an animation or a document of pages
 */
public record PictureHeader(int width, int height, boolean complete, boolean several) {

    private static final int OLD_BMP = 12;
    private static final int WEBP_ANIMATION = 2;

    /** A PNG file's signature; then follow chunks: length, name, content, checksum. */
    private static final int PNG_SIGNATURE = 8;

    private static final int PNG_CHUNK = 12;

    /** Bytes of an entry, the type of numbers of 16 bits, and the names of two entries. */
    private static final int TIFF_ENTRY = 12;

    private static final int TIFF_SHORT = 3;
    private static final short TIFF_WIDTH = 256;
    private static final short TIFF_HEIGHT = 257;

    private static final int FOURTEEN_BITS = 0x3fff;
    private static final int TWENTY_FOUR_BITS = 0xffffff;

    /**
     * Reads the header of a JPEG, PNG, WebP, BMP or TIFF picture.
     *
     * @throws UndecodableImageException when it is none of these, or breaks off before its size is known
     */
    static PictureHeader read(byte[] bytes) {
        PictureHeader header;
        try {
            header = readAnyKind(bytes);
        } catch (IndexOutOfBoundsException e) {
            throw new UndecodableImageException("The picture breaks off in its header, or it is damaged.", e);
        }
        if (header.width < 1 || header.height < 1) {
            throw new UndecodableImageException("The picture says it has no pixels.");
        }
        return header;
    }

    private static PictureHeader readAnyKind(byte[] bytes) {
        String start = text(bytes, 0);
        if (start.equals("RIFF") && text(bytes, 8).equals("WEBP")) {
            return webp(bytes);
        }
        if (start.startsWith("BM")) {
            return bmp(bytes);
        }
        if (start.equals("II*\0")) {
            return tiff(bytes, ByteOrder.LITTLE_ENDIAN);
        }
        if (start.equals("MM\0*")) {
            return tiff(bytes, ByteOrder.BIG_ENDIAN);
        }
        ImageHeader header = ImageHeader.read(bytes);
        return new PictureHeader(header.width(), header.height(), header.complete(), isAnimatedPng(bytes));
    }

    long pixels() {
        return (long) width * height;
    }

    private static String text(byte[] bytes, int from) {
        return bytes.length < from + 4 ? "" : new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }

    /** The chunk that says so stands before the pixels; an animation of one picture is none. */
    public static boolean isAnimatedPng(byte[] bytes) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        int at = PNG_SIGNATURE;
        while (text(bytes, 1).startsWith("PNG") && at + PNG_CHUNK <= bytes.length) {
            String chunk = text(bytes, at + 4);
            if (chunk.equals("acTL")) {
                return numbers.getInt(at + 8) > 1;
            }
            int length = numbers.getInt(at);
            if (chunk.equals("IDAT") || length < 0 || length > bytes.length) {
                return false;
            }
            at += PNG_CHUNK + length;
        }
        return false;
    }

    /** As in the container's specification (RFC 9649): sizes are little-endian, of some kinds less one. */
    private static PictureHeader webp(byte[] bytes) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (text(bytes, 12)) {
            case "VP8 " ->
                new PictureHeader(
                        numbers.getShort(26) & FOURTEEN_BITS, numbers.getShort(28) & FOURTEEN_BITS, true, false);
            case "VP8L" -> {
                int sizes = numbers.getInt(21);
                yield new PictureHeader((sizes & FOURTEEN_BITS) + 1, (sizes >> 14 & FOURTEEN_BITS) + 1, true, false);
            }
            case "VP8X" ->
                new PictureHeader(
                        (numbers.getInt(24) & TWENTY_FOUR_BITS) + 1,
                        (numbers.getInt(26) >>> 8) + 1,
                        true,
                        (bytes[20] & WEBP_ANIMATION) != 0);
            default -> throw new UndecodableImageException("The WebP picture is of a kind that is not known.");
        };
    }

    /** The old kind of header, of 12 bytes, has short numbers; a height below 0 says that the rows begin at the top. */
    private static PictureHeader bmp(byte[] bytes) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return numbers.getInt(14) == OLD_BMP
                ? new PictureHeader(numbers.getShort(18) & 0xffff, numbers.getShort(20) & 0xffff, true, false)
                : new PictureHeader(numbers.getInt(18), Math.abs(numbers.getInt(22)), true, false);
    }

    /** The size is in two entries of the first directory; of a number that is there twice the larger one counts. */
    private static PictureHeader tiff(byte[] bytes, ByteOrder order) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(order);
        int directory = numbers.getInt(4);
        int entries = numbers.getShort(directory) & 0xffff;
        int width = 0;
        int height = 0;
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + entry * TIFF_ENTRY;
            int value =
                    numbers.getShort(at + 2) == TIFF_SHORT ? numbers.getShort(at + 8) & 0xffff : numbers.getInt(at + 8);
            switch (numbers.getShort(at)) {
                case TIFF_WIDTH -> width = Math.max(width, value);
                case TIFF_HEIGHT -> height = Math.max(height, value);
                default -> {}
            }
        }
        boolean pages = numbers.getInt(directory + 2 + entries * TIFF_ENTRY) != 0;
        return new PictureHeader(width, height, true, pages);
    }
}
