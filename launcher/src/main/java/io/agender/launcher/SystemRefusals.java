package io.agender.launcher;

import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * What it means when the operating system refuses something: it says so in words that every library hands on, however
 * deep in their own errors. The words are English, since the script fixes the language.
 */
final class SystemRefusals {

    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "There is not enough space on the disk");
    private static final String TOO_MANY_FILES = "Too many open files";
    private static final List<String> LIBRARY_NOT_MAPPED =
            List.of("failed to map segment from shared object", "Operation not permitted");

    private SystemRefusals() {}

    /** A sentence when this error, or what caused it, is such a refusal. */
    static Optional<String> sentence(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (NO_ROOM.stream().anyMatch(words::contains)) {
                return Optional.of(
                        "A disk is full (" + firstLine(words) + "); free some space, or name another folder.");
            }
            if (words.contains(TOO_MANY_FILES)) {
                return Optional.of("This process may not open more files (" + firstLine(words)
                        + "); allow it more with ulimit -n.");
            }
            if (cause instanceof UnsatisfiedLinkError
                    && LIBRARY_NOT_MAPPED.stream().anyMatch(words::contains)) {
                return Optional.of("A native library can't be loaded, for its folder lets no programs run ("
                        + firstLine(words) + "); name one that does with XDG_CACHE_HOME.");
            }
        }
        return ofStores(error);
    }

    /** Kafka Streams has an error of its own for files of stores that can't be made, read or locked. */
    private static Optional<String> ofStores(Throwable error) {
        boolean stores = false;
        Throwable root = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            stores |= cause instanceof ProcessorStateException;
            root = cause;
        }
        return stores && (root instanceof ProcessorStateException || isOfFiles(root))
                ? Optional.of("The stores can't be written or read (" + firstLine(String.valueOf(root.getMessage()))
                        + "); check their folder, or name another with --data-dir.")
                : Optional.empty();
    }

    private static boolean isOfFiles(Throwable root) {
        return root instanceof FileSystemException
                || root instanceof FileNotFoundException
                || root.getClass().getName().equals("org.rocksdb.RocksDBException");
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("");
    }
}
