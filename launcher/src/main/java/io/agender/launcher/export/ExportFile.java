package io.agender.launcher.export;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there whole or not at all: it grows beside its place, hidden, and takes the place of one that was there
 * when it is complete.
 */
public final class ExportFile implements AutoCloseable {

    private final Path place;
    private final Path part;

    private ExportFile(Path place, Path part) {
        this.place = place;
        this.part = part;
    }

    /**
     * Begins a file.
     *
     * @throws CommandException when it can't be written there
     */
    public static ExportFile begin(Path place) {
        if (Files.isDirectory(place)) {
            throw new CommandException(ExitCode.FILES, place + " is a folder; name a file with --output.");
        }
        Path folder = place.toAbsolutePath().getParent();
        try {
            return new ExportFile(place, Files.createTempFile(folder, ".agender-export-", ".part"));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The folder " + folder + " is not there or can't be written; name another file with --output.",
                    e);
        }
    }

    /** Where it grows. */
    Path part() {
        return part;
    }

    /** Puts it in its place. */
    public void complete() {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            UserMask.apply(place);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FILES, place + " can't be written (" + e.getMessage() + ").", e);
        }
    }

    /** Leaves nothing of it, unless it is complete. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FILES, part + " can't be deleted (" + e.getMessage() + ").", e);
        }
    }
}
