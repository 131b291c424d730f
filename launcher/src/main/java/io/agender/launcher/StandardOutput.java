package io.agender.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Standard output, which remembers that the system did not take what was printed: Java's writers swallow that, and a file
 * that the user made of it would be cut off without a word.
 */
final class StandardOutput extends FilterOutputStream {

    private static final String HAD_ENOUGH = "Broken pipe";

    private volatile IOException refusal;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int sign) throws IOException {
        write(new byte[] {(byte) sign}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            refusal = e;
            throw e;
        }
    }

    /** What to tell when something was refused. A reader that had enough, as {@code head} has, refuses nothing. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal)
                .map(error -> String.valueOf(error.getMessage()))
                .filter(why -> !why.contains(HAD_ENOUGH))
                .map(why -> "Standard output can't be written (" + why + "); what was printed is cut off.");
    }
}
