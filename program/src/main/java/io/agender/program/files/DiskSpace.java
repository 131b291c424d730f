package io.agender.program.files;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether it was for want of room that broker or registry ended: they say that in their logs only. */
public final class DiskSpace {

    private static final long TOO_LITTLE_BYTES = 16L * 1024 * 1024;

    private DiskSpace() {}

    /**
     * To be called before broker or stores use a folder: what they map into memory and can't be given room then ends the
     * JVM.
     *
     * @throws CommandException when its disk is as good as full
     */
    public static void require(Path folder) {
        if (isFull(folder)) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The disk of the data directory " + folder + " is full: there must be "
                            + TOO_LITTLE_BYTES / (1024 * 1024)
                            + " MB left; free some space, or name another one with --data-dir.");
        }
    }

    /** Bytes that are left on the disk of a folder; very many where the system does not tell. */
    public static long left(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether the disk of a folder is as good as full. */
    public static boolean isFull(Path folder) {
        return left(folder) < TOO_LITTLE_BYTES;
    }
}
