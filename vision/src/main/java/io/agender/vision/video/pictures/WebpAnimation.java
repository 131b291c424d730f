package io.agender.vision.video.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a WebP animation holds (RFC 9649), read without decoding it. FFmpeg passes its frames over.
 *
 * @param width of the canvas in pixels
 * @param height of the canvas in pixels
 * @param frames what is drawn on the canvas, one after the other
 * @param broken whether the file ends within a frame
 */
record WebpAnimation(int width, int height, List<Part> frames, boolean broken) {

    /** Programs that show animations take no time at all for a mistake, and wait for so long. */
    private static final int INSTEAD_OF_NO_TIME_MILLIS = 100;

    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int CANVAS = 10;
    private static final int FRAME_HEADER = 16;
    private static final int IS_ANIMATED = 2;
    private static final int TWENTY_FOUR_BITS = 0xffffff;

    /**
     * One picture, on a part of the canvas.
     *
     * @param at where its chunks are in the file
     * @param length their bytes
     * @param blended whether what lies below shows through
     * @param erased whether its place is cleared afterwards
     */
    record Part(
            long at, int length, int x, int y, int width, int height, int millis, boolean blended, boolean erased) {}

    /** Whether a file is one, by its first bytes. */
    static boolean isOne(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            ByteBuffer start = read(in, 0, HEADER + CHUNK_HEADER + CANVAS);
            return name(start, 0).equals("RIFF")
                    && name(start, 8).equals("WEBP")
                    && name(start, HEADER).equals("VP8X")
                    && (start.get(HEADER + CHUNK_HEADER) & IS_ANIMATED) != 0;
        } catch (IOException e) {
            return false; // who opens it will say why
        }
    }

    /** Reads the headers of a file that {@link #isOne}. */
    static WebpAnimation of(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            ByteBuffer canvas = read(in, HEADER + CHUNK_HEADER, CANVAS);
            int width = (canvas.getInt(4) & TWENTY_FOUR_BITS) + 1;
            int height = (canvas.getInt(6) >>> 8) + 1;
            List<Part> frames = new ArrayList<>();
            long at = HEADER;
            boolean broken = false;
            while (at + CHUNK_HEADER <= in.length() && !broken) {
                ByteBuffer header = read(in, at, CHUNK_HEADER);
                long size = header.getInt(4) & 0xffffffffL;
                broken = at + CHUNK_HEADER + size > in.length();
                if (name(header, 0).equals("ANMF") && size >= FRAME_HEADER && !broken) {
                    frames.add(part(read(in, at + CHUNK_HEADER, FRAME_HEADER), at + CHUNK_HEADER, size));
                }
                at += CHUNK_HEADER + size + size % 2;
            }
            return new WebpAnimation(width, height, List.copyOf(frames), broken);
        }
    }

    private static Part part(ByteBuffer header, long at, long size) throws IOException {
        if (size > Integer.MAX_VALUE - CHUNK_HEADER * 4L) {
            throw new IOException("a frame of " + size + " bytes is larger than any picture");
        }
        int millis = header.getInt(12) & TWENTY_FOUR_BITS;
        int flags = header.get(15);
        return new Part(
                at + FRAME_HEADER,
                (int) size - FRAME_HEADER,
                2 * (header.getInt(0) & TWENTY_FOUR_BITS),
                2 * (header.getInt(2) >>> 8),
                (header.getInt(6) & TWENTY_FOUR_BITS) + 1,
                (header.getInt(8) >>> 8) + 1,
                millis == 0 ? INSTEAD_OF_NO_TIME_MILLIS : millis,
                (flags & 2) == 0,
                (flags & 1) != 0);
    }

    private static ByteBuffer read(RandomAccessFile in, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(at);
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw new IOException("the file breaks off", e);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String name(ByteBuffer bytes, int at) {
        return new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
    }

    /** From the first frame to the end of the last one. */
    long millis() {
        return frames.stream().mapToLong(Part::millis).sum();
    }

    /** A frame's chunks as a picture of its own. */
    static byte[] picture(RandomAccessFile file, Part part) throws IOException {
        int length = HEADER + CHUNK_HEADER + CANVAS + part.length();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(length - 8);
        out.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(CANVAS);
        int mayBeTransparent = 16;
        out.putInt(mayBeTransparent);
        putSize(out, part.width());
        putSize(out, part.height());
        out.put(read(file, part.at(), part.length()).array());
        return out.array();
    }

    private static void putSize(ByteBuffer out, int pixels) {
        out.putShort((short) (pixels - 1)).put((byte) (pixels - 1 >> 16));
    }
}
