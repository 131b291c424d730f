package io.agender.launcher.run;

import io.agender.embedded.TemporaryData;
import io.agender.launcher.files.NativeLibraries;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import io.agender.program.files.DiskSpace;
import io.agender.program.files.PrivateFolder;
import io.agender.program.files.ProcessLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where broker, registry and stores keep their data during a run: the user's folder, which one run at a time has, or one
 * that is deleted at the end.
 */
public final class RunFolder implements AutoCloseable {

    private static final String LOCK = "in-use-by";
    private static final Set<String> OURS =
            Set.of("broker", "registry", "streams", "client.properties", "agender.yaml", LOCK, "results");

    private final Path path;
    private final Optional<ProcessLock> lock;
    private final Set<Path> kept = new HashSet<>();

    private RunFolder(Path path, Optional<ProcessLock> lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder; the caller closes it.
     *
     * @param chosen one that stays; without it one that is deleted at the end
     * @throws CommandException when it can't be written, or another run has it
     */
    public static RunFolder open(Optional<Path> chosen) {
        NativeLibraries.beforeStores();
        try {
            if (chosen.isEmpty()) {
                DiskSpace.require(Path.of(System.getProperty("java.io.tmpdir")));
                return new RunFolder(TemporaryData.create(), Optional.empty());
            }
            Path named = PrivateFolder.named(chosen.get(), OURS);
            DiskSpace.require(named);
            return new RunFolder(named, Optional.of(locked(named)));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The data folder "
                            + chosen.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))
                            + " can't be written (" + e.getMessage() + "); choose another one with --data-dir.",
                    e);
        }
    }

    private static ProcessLock locked(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        Optional<ProcessLock> lock = ProcessLock.tryLockWithOwner(file);
        if (lock.isEmpty()) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The data directory " + folder + " is in use by process " + ProcessLock.owner(file)
                            + "; end that one first, or name another directory with --data-dir.");
        }
        return lock.get();
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The folder for the stores of Kafka Streams. */
    public Path streams() {
        try {
            return PrivateFolder.own(path.resolve("streams"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a file stay, and the way to it, when all else is deleted. */
    void keep(Path file) {
        kept.add(file);
    }

    @Override
    public void close() {
        lock.ifPresent(ProcessLock::close);
        if (lock.isEmpty()) {
            try {
                Directories.delete(path, kept::contains);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
