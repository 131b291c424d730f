package io.agender.vision.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacv.Seekable;

/**
 * The file that JavaCV's recorder writes to. The recorder passes over it when the end of a file cannot be written (a full
 * disk, mostly), so this keeps the first failure, for whoever asks after each step; what is written after it is dropped.
 */
final class Mp4File extends OutputStream implements Seekable {

    private static final int SEEK_SET = 0;

    /** Type of the box that holds the index; before the type stands the box's size. */
    private static final byte[] INDEX = "moov".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final RandomAccessFile file;
    private IOException failure;

    private Mp4File(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static Mp4File open(Path path) throws IOException {
        return new Mp4File(path.toAbsolutePath(), new RandomAccessFile(path.toFile(), "rw"));
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        keepingFailure(() -> file.write(bytes, from, length));
    }

    /** FFmpeg asks from the start of the file; what else it asks, this file does not answer. */
    @Override
    public void seek(long offset, int whence) {
        if (whence == SEEK_SET) {
            keepingFailure(() -> file.seek(offset));
        }
    }

    private void keepingFailure(Step step) {
        if (failure != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Throws what went wrong so far. */
    void check() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Throws where the second box is not the index: FFmpeg could not bring it to the front, and did not say so. */
    void requireIndex() throws IOException {
        file.seek(0);
        int first = file.readInt();
        byte[] second = new byte[INDEX.length];
        file.seek(first + (long) Integer.BYTES);
        file.readFully(second);
        if (!Arrays.equals(second, INDEX)) {
            throw new IOException("its index is missing");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Where FFmpeg finds the file when it reads it again, to bring the index to the front; the recorder asks for it so. */
    @Override
    public String toString() {
        return "file:" + path;
    }

    private interface Step {
        void run() throws IOException;
    }
}
