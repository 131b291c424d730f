package io.agender.models.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * The bytes of one file on their way to a part file beside their final place.
 *
 * @param part where they are collected
 * @param expected how many there will be, if that is published
 * @param largest how many are taken where that is not published
 */
record Transfer(String file, Path part, OptionalLong expected, long largest, FetchProgress progress) {

    private static final int CHUNK = 1 << 16;

    /** How many bytes an earlier attempt has left. */
    long present() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /**
     * Adds what a source gives.
     *
     * @param resumed whether it goes on where the part file ends; otherwise the part file is written anew
     * @param total how many bytes there will be with those that are there already, as the source says; -1 if unknown
     * @throws SourceFailedException when the source breaks off or gives more than was published; what has come so far is kept
     * @throws IOException when the part file cannot be written
     */
    void add(InputStream bytes, boolean resumed, String source, long total) throws IOException, SourceFailedException {
        long done = resumed ? present() : 0;
        progress.begin(file, source, expected.orElse(total));
        try (OutputStream out = Files.newOutputStream(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = read(bytes, chunk, source); read >= 0; read = read(bytes, chunk, source)) {
                out.write(chunk, 0, read);
                done += read;
                progress.at(done);
                if (done > expected.orElse(largest)) {
                    throw tooLarge(source);
                }
            }
        } finally {
            progress.end();
        }
        if (total >= 0 && done < total) {
            throw new SourceFailedException(source + " ended after " + done + " of " + total + " bytes", true, null);
        }
    }

    private SourceFailedException tooLarge(String source) {
        return new SourceFailedException(
                expected.isPresent()
                        ? source + " has more than the " + expected.getAsLong() + " bytes of the published file"
                        : source + " has more than " + largest + " bytes, the most that a model file may have");
    }

    private static int read(InputStream bytes, byte[] chunk, String source) throws SourceFailedException {
        try {
            return bytes.read(chunk);
        } catch (IOException e) {
            throw new SourceFailedException(source + " broke off" + SourceFailedException.reason(e), true, e);
        }
    }
}
