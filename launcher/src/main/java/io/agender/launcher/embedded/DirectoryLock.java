package io.agender.launcher.embedded;

import io.agender.launcher.ExitCode;
import io.agender.launcher.LauncherException;
import io.agender.launcher.files.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data directory for one process. The operating system drops the lock when the process ends in whatever way, so
 * the file that a killed process leaves behind is no hindrance.
 */
final class DirectoryLock implements AutoCloseable {

    static final String FILE = "in-use-by";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory when it is missing and locks it.
     *
     * @throws LauncherException when another broker uses it, or it can't be written
     */
    static DirectoryLock open(Path directory) {
        FileChannel channel = null;
        try {
            PrivateFolder.own(directory);
            Path file = directory.resolve(FILE);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new LauncherException(
                        ExitCode.FILES,
                        "The data directory " + directory + " is in use by process " + owner
                                + "; end that one first, or name another directory.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new LauncherException(
                    ExitCode.FILES,
                    "The data directory " + directory + " can't be written (" + e.getMessage() + ").",
                    e);
        }
    }

    static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // by this very process
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // the first error counts
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
