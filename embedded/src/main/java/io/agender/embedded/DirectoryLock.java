package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.PrivateFolder;
import io.agender.program.files.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a data directory for one process, and tells another one which that is. */
final class DirectoryLock implements AutoCloseable {

    static final String FILE = "in-use-by";

    private final ProcessLock lock;

    private DirectoryLock(ProcessLock lock) {
        this.lock = lock;
    }

    /**
     * Makes the directory when it is missing and locks it.
     *
     * @throws CommandException when another broker uses it, or it can't be written
     */
    static DirectoryLock open(Path directory) {
        try {
            PrivateFolder.own(directory);
            Path file = directory.resolve(FILE);
            Optional<ProcessLock> lock = ProcessLock.tryLockWithOwner(file);
            if (lock.isEmpty()) {
                throw new CommandException(
                        ExitCode.FILES,
                        "The data directory " + directory + " is in use by process " + ProcessLock.owner(file)
                                + "; end that one first, or name another directory.");
            }
            return new DirectoryLock(lock.get());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The data directory " + directory + " can't be written (" + e.getMessage() + ").",
                    e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
