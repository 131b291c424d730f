package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;

import io.agender.vision.video.ffmpeg.InputErrors;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The pictures in one answer of a camera: of JPEG any number, found by their own markers ({@link JpegScanner}). Belongs to
 * one thread.
 */
final class PictureResponse implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final String PART_HEADER = "Content-";

    private final HttpConnection connection;
    private final InputErrors errors;
    private final JpegScanner scanner = new JpegScanner();
    private final byte[] chunk = new byte[CHUNK];

    /** @param connection belongs to this from now on */
    PictureResponse(HttpConnection connection, InputErrors errors) {
        this.connection = connection;
        this.errors = errors;
    }

    /** What the server says that it sends, as {@link HttpConnection#type()} has it. */
    String type() {
        return connection.type();
    }

    /** Whether it is a file on a server, of which parts can be asked for. */
    boolean isFile() {
        return connection.isFile();
    }

    /** Whether a picture has begun and not ended. */
    boolean breaksOff() {
        return scanner.inPicture();
    }

    /** For servers that do not say what they send: a part's boundary, or a picture, is at the beginning. */
    boolean looksLikePictures() {
        int read = connection.read(chunk);
        if (read < 0) {
            throw errors.refused(AVERROR_EOF);
        }
        scanner.add(chunk, read);
        int at = 0;
        while (at < read && (chunk[at] == '\r' || chunk[at] == '\n')) {
            at++;
        }
        boolean boundary = at + 1 < read && chunk[at] == '-' && chunk[at + 1] == '-';
        return boundary
                || beginsWithPart(at, read)
                || at + 1 < read && chunk[at] == (byte) 0xff && chunk[at + 1] == (byte) 0xd8;
    }

    /** Some leave the first boundary out, or only its dashes. */
    private boolean beginsWithPart(int from, int to) {
        String start = new String(chunk, from, Math.min(to - from, PART_HEADER.length()), StandardCharsets.ISO_8859_1);
        return start.equalsIgnoreCase(PART_HEADER);
    }

    /** The next whole JPEG picture as it comes; empty at the end of the answer. */
    Optional<byte[]> nextJpeg() {
        Optional<byte[]> picture = scanner.next();
        while (picture.isEmpty() && readOn()) {
            picture = scanner.next();
        }
        return picture;
    }

    private boolean readOn() {
        int read = connection.read(chunk);
        if (read > 0) {
            scanner.add(chunk, read);
        }
        return read > 0;
    }

    /** All of it as one picture, of a kind whose end is not looked for; empty when nothing came. */
    Optional<byte[]> whole() {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        for (int read = connection.read(chunk); read > 0; read = connection.read(chunk)) {
            picture.write(chunk, 0, read);
            if (picture.size() > JpegScanner.MAX_BYTES) {
                throw errors.refused(AVERROR_INVALIDDATA);
            }
        }
        return picture.size() == 0 ? Optional.empty() : Optional.of(picture.toByteArray());
    }

    @Override
    public void close() {
        connection.close();
    }
}
