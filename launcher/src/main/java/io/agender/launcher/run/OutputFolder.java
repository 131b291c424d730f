package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.ProcessLock;
import io.agender.program.files.UserMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of results, which one run at a time has. A live run marks it, so that a run of files, which replaces the
 * results of others of its kind, lays those of a live run aside: their cameras' past can't be played again.
 */
public final class OutputFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);

    static final String LOCK = ".agender-lock";
    static final String LIVE = ".agender-live";
    private static final String ENDING = ".jsonl";

    private final Path path;
    private final boolean made;
    private final ProcessLock lock;

    private OutputFolder(Path path, boolean made, ProcessLock lock) {
        this.path = path;
        this.made = made;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made when it is missing; the caller closes it.
     *
     * @throws IOException when it can't be written
     * @throws CommandException when another run has it
     */
    public static OutputFolder open(Path path) throws IOException {
        boolean made = !Files.exists(path);
        Files.createDirectories(path);
        if (made) {
            UserMask.apply(path);
        }
        Path file = path.resolve(LOCK);
        while (true) {
            Optional<ProcessLock> lock = ProcessLock.tryLock(file);
            if (lock.isEmpty()) {
                throw new CommandException(
                        ExitCode.FILES,
                        "Another run writes to the output folder " + path
                                + "; wait for its end, or choose another folder with --output.");
            }
            if (Files.exists(file)) {
                return new OutputFolder(path, made, lock.get());
            }
            lock.get().close(); // its owner deleted it just when we had opened it
        }
    }

    /** A file of that name which is not there yet, such as {@code faces-2026-11-30.2.jsonl}. */
    public static Path free(Path folder, String name, String suffix) {
        Path free = folder.resolve(name + suffix + ENDING);
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolve(name + suffix + "." + number + ENDING);
        }
        return free;
    }

    /** The results that are there from now on are those of a live run. */
    public void markLive() throws IOException {
        Path mark = path.resolve(LIVE);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            UserMask.apply(mark);
        }
    }

    /** Whether the results that are there are those of a live run. */
    boolean isLive() {
        return Files.exists(path.resolve(LIVE));
    }

    /**
     * Lays what a live run has written aside under the day of its last line, as that run does each day.
     *
     * @return what it is called now
     */
    List<Path> layLiveAside() throws IOException {
        List<Path> aside = new ArrayList<>();
        if (isLive()) {
            for (String name : List.of(
                    ResultFiles.FACES,
                    ResultFiles.SUMMARY,
                    ResultFiles.HOURLY,
                    ResultFiles.DAILY,
                    ResultFiles.WEEKLY)) {
                Path file = path.resolve(name);
                if (Files.exists(file) && Files.size(file) > 0) {
                    LocalDate day =
                            LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
                    String bare = name.substring(0, name.length() - ENDING.length());
                    aside.add(Files.move(file, free(path, bare, "-" + day)));
                }
            }
            Files.delete(path.resolve(LIVE));
        }
        return aside;
    }

    /** Lets go of the folder, and deletes it when it was made for nothing. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(LOCK));
        } catch (IOException e) {
            LOG.debug("{} stays in {}.", LOCK, path, e); // no hindrance to the next run
        }
        lock.close();
        String[] left = path.toFile().list();
        if (made && left != null && left.length == 0) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
