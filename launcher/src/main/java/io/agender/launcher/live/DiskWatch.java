package io.agender.launcher.live;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Looks after the disks of data and results. A broker that runs out of disk ends in the middle of what it does; so a live
 * run stops before that, and goes on when there is room again. Belongs to one thread.
 */
final class DiskWatch {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long LOW = 512 * MEGABYTE;
    private static final long TOO_LITTLE = 48 * MEGABYTE;
    private static final long ENOUGH = 96 * MEGABYTE;
    private static final long BETWEEN_SENTENCES_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long LOOK_MILLIS = 500;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<Path> folders;
    private final Consumer<String> say;
    private final ToLongFunction<Path> left;
    private final LongSupplier nanos;
    private Optional<Long> toldNanos = Optional.empty();
    private boolean full;

    /**
     * @param data folder of broker, registry and stores
     * @param output folder of the results, which may be missing
     * @param say takes a line for the user
     * @param left how many bytes are left for a folder
     * @param nanos as {@link System#nanoTime()}
     */
    DiskWatch(Path data, Path output, Consumer<String> say, ToLongFunction<Path> left, LongSupplier nanos) {
        this.folders = List.of(data, output.toAbsolutePath());
        this.say = say;
        this.left = left;
        this.nanos = nanos;
    }

    /** Throws {@link CommandException} when there is too little room to go on; says so, now and then, when it gets less. */
    void check() {
        for (Path folder : folders) {
            long bytes = bytes(folder);
            if (bytes < TOO_LITTLE) {
                full = true; // what ends now gives some of it back
                throw new CommandException(ExitCode.FILES, "The disk of " + folder + " is full.");
            }
            if (bytes < LOW
                    && toldNanos
                            .map(told -> nanos.getAsLong() - told > BETWEEN_SENTENCES_NANOS)
                            .orElse(true)) {
                toldNanos = Optional.of(nanos.getAsLong());
                say.accept(String.format(
                        Locale.ROOT,
                        "The disk of %s has %d MB left; below %d MB this run stands still.",
                        folder,
                        bytes / MEGABYTE,
                        TOO_LITTLE / MEGABYTE));
            }
        }
    }

    /** Whether an error is one of a disk without room. */
    boolean isReason(Throwable error) {
        if (full) {
            return true;
        }
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof IOException && isFull(String.valueOf(at.getMessage()))) {
                return true;
            }
        }
        return folders.stream().anyMatch(folder -> bytes(folder) < TOO_LITTLE);
    }

    private static boolean isFull(String message) {
        return message.contains("No space left") || message.contains("Disk quota exceeded");
    }

    /** Waits until there is room again; throws {@link InterruptedException} when the run is to end instead. */
    void awaitRoom(BooleanSupplier stopRequested) throws InterruptedException {
        Optional<Path> filled =
                folders.stream().filter(folder -> bytes(folder) < ENOUGH).findFirst();
        say.accept(filled.map(folder -> String.format(
                        Locale.ROOT,
                        "The disk is full: no camera is read until %d MB are free for %s.",
                        ENOUGH / MEGABYTE,
                        folder))
                .orElse("There was no room for a file, though there is some for the data and the results: a quota, or"
                        + " another disk; in half a minute this run tries again."));
        long start = nanos.getAsLong();
        long least = filled.isPresent() ? 0 : AGAIN_NANOS;
        while (nanos.getAsLong() - start < least || folders.stream().anyMatch(folder -> bytes(folder) < ENOUGH)) {
            if (stopRequested.getAsBoolean()) {
                throw new InterruptedException();
            }
            Thread.sleep(LOOK_MILLIS);
        }
        full = false;
        filled.ifPresent(folder -> say.accept("There is room again."));
    }

    /** Of a folder that is not made yet, what is left for the next one above it that is there. */
    private long bytes(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null ? Long.MAX_VALUE : left.applyAsLong(there);
    }
}
