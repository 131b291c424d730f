package io.agender.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A file in parts. It is deleted as it is closed. */
final class FileParts implements Iterator<byte[]>, AutoCloseable {

    private final InputStream file;
    private byte[] next;

    private FileParts(InputStream file) throws IOException {
        this.file = file;
        read();
    }

    /** Takes a file over. */
    static Iterator<byte[]> of(Path file) {
        try {
            return new FileParts(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() throws IOException {
        next = file.readNBytes(Parts.BYTES);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next.length > 0;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        byte[] part = next;
        try {
            read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return part;
    }
}
