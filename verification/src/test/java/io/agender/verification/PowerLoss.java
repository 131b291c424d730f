package io.agender.verification;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The disk as a loss of power leaves it: a copy of a folder, made while all that write to it stand still, without some of
 * what was written since an earlier moment and not brought to the disk. A broker brings the records of its topics to the
 * disk when the system likes to, each file at another time; so each loses its end at a place of its own, in the middle of
 * a record too, or has zeros there. What is synced stays: KRaft's own records, and the files of results as far as the
 * bookmark tells of them.
 */
final class PowerLoss {

    private static final String SYNCED = "__cluster_metadata-";

    private final Path folder;
    private final Map<Path, Long> onDisk = new HashMap<>();

    private PowerLoss(Path folder) {
        this.folder = folder;
    }

    /** All that is there now will be there afterwards. */
    static PowerLoss since(Path folder) throws IOException {
        PowerLoss loss = new PowerLoss(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(PowerLoss::isUnsynced).toList()) {
                loss.onDisk.put(folder.relativize(file), Files.size(file));
            }
        }
        return loss;
    }

    private static boolean isUnsynced(Path file) {
        return file.toString().endsWith(".log")
                && file.getFileName().toString().matches("\\d{20}\\.log")
                && !file.toString().contains(SYNCED);
    }

    /** Copies the folder as it is; nobody may write to it meanwhile. */
    void copy(Path to) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(folder.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, to.resolve(folder.relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Takes from a copy what was not on the disk.
     *
     * @return how many bytes that were
     */
    long drop(Path copy, Random random) throws IOException {
        long lost = 0;
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(PowerLoss::isUnsynced).sorted().toList()) {
                lost += drop(file, onDisk.getOrDefault(copy.relativize(file), 0L), random);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return lost;
    }

    private static long drop(Path file, long from, Random random) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
            long length = log.length();
            long kept = from + Math.round(random.nextDouble() * (length - from));
            switch (random.nextInt(3)) {
                case 0 -> {
                    return 0; // the system has just written it
                }
                case 1 -> log.setLength(kept);
                default -> {
                    log.setLength(kept);
                    log.setLength(length); // a hole
                }
            }
            return length - kept;
        }
    }
}
