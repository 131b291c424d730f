package io.agender.program.files;

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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one process holds. The operating system lets go of it when the process ends in whatever way, so what a
 * killed process leaves behind is no hindrance. Thread-safe.
 *
 * <p>POSIX takes all locks of a file from a process that closes the file anywhere. So a file that this process holds is
 * not even opened a second time: to look whether it is free would set it free.
 */
public final class ProcessLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes a file, which is made when it is missing.
     *
     * @param file in a folder that is there
     * @return empty when this process or another one holds it; else to be closed by the caller
     * @throws IOException when the file can't be opened
     */
    public static Optional<ProcessLock> tryLock(Path file) throws IOException {
        Path real = real(file);
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean ours = false;
        try {
            channel = FileChannel.open(
                    real, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            ours = lock != null;
            return ours ? Optional.of(new ProcessLock(real, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) { // by this process, through another class loader
            return Optional.empty();
        } finally {
            if (!ours) {
                HELD.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Takes a file as {@link #tryLock} does, and puts the number of this process into it.
     *
     * @throws IOException when the file can't be opened or written
     */
    public static Optional<ProcessLock> tryLockWithOwner(Path file) throws IOException {
        Optional<ProcessLock> lock = tryLock(file);
        if (lock.isPresent()) {
            try {
                lock.get().channel.truncate(0);
                lock.get().channel.write(ByteBuffer.wrap(number().getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                lock.get().close();
                throw e;
            }
        }
        return lock;
    }

    /** The number of the process that holds a file which was taken with its owner's number. */
    public static String owner(Path file) throws IOException {
        return HELD.contains(real(file)) ? number() : Files.readString(file).strip();
    }

    private static Path real(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    private static String number() {
        return String.valueOf(ProcessHandle.current().pid());
    }

    /** Lets go of the file, which stays. A second call does nothing. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
