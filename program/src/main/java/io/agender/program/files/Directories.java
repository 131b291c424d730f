package io.agender.program.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removal of whole directories. */
public final class Directories {

    private Directories() {}

    /** Deletes a directory with all that is in it; one that is not there is fine. */
    public static void delete(Path directory) throws IOException {
        delete(directory, path -> false);
    }

    /** Deletes a directory, but leaves the files to keep and the way to them. */
    public static void delete(Path directory, Predicate<Path> keep) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<Path> kept = deepestFirst.stream().filter(keep).toList();
        for (Path path : deepestFirst) {
            if (kept.stream().noneMatch(file -> file.startsWith(path))) {
                Files.deleteIfExists(path);
            }
        }
    }
}
