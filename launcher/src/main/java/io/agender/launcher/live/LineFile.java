package io.agender.launcher.live;

import io.agender.launcher.run.OutputFolder;
import io.agender.program.files.UserMask;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of lines that grows. When it is too large, and each day, it is laid aside under the day on which it was begun,
 * {@code faces-2026-11-30.jsonl}, and another one is begun. Belongs to one thread, which may be interrupted at any time:
 * nothing is written through a channel, which would be closed by that.
 */
final class LineFile implements AutoCloseable {

    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final String name;
    private final long most;
    private final Function<FileDescriptor, OutputStream> disk;
    private RandomAccessFile file;
    private OutputStream out;
    private long length;
    private LocalDate begun;
    private FileIdentity identity = FileIdentity.UNKNOWN;
    private byte[] lastLine = {};
    private Optional<Path> laidAside = Optional.empty();

    private LineFile(Path folder, String name, long most, Function<FileDescriptor, OutputStream> disk) {
        this.folder = folder;
        this.name = name;
        this.most = most;
        this.disk = disk;
    }

    /**
     * Opens the file where it was left; what is behind that was written by somebody who was killed, and is cut off. Another
     * file of that name is laid aside.
     *
     * @param name without its ending
     * @param most how many bytes it may have
     */
    static LineFile open(Path folder, String name, Bookmark left, long most, LocalDate today) throws IOException {
        return open(folder, name, left, most, today, FileOutputStream::new);
    }

    /** @param disk writes to a file that is open */
    static LineFile open(
            Path folder,
            String name,
            Bookmark left,
            long most,
            LocalDate today,
            Function<FileDescriptor, OutputStream> disk)
            throws IOException {
        LineFile file = new LineFile(folder, name, most, disk);
        Bookmark.Mark mark = left.files().get(name);
        RandomAccessFile there = file.lock(); // what nobody else writes to any more
        boolean goesOn;
        boolean another;
        try {
            goesOn = mark != null && mark.identity().isOf(file.path(), there, mark.length());
            another = !goesOn && there.length() > 0;
        } finally {
            there.close();
        }
        if (another) {
            file.layAside();
        }
        if (goesOn) {
            file.begin(mark.length(), mark.begun(), mark.identity().line());
        } else {
            file.begin(0, today, "");
        }
        return file;
    }

    /** It is kept from now on, however old it is. */
    private void layAside() throws IOException {
        Path aside = Files.move(path(), OutputFolder.free(folder, name, ".earlier"));
        FileTime now = FileTime.from(Instant.now());
        if (Files.getLastModifiedTime(aside).compareTo(now) < 0) {
            Files.setLastModifiedTime(aside, now);
        }
        laidAside = Optional.of(aside);
    }

    /** What was there of somebody else when it was opened, as it is called since. */
    Optional<Path> laidAside() {
        return laidAside;
    }

    Path path() {
        return folder.resolve(name + ENDING);
    }

    private void begin(long from, LocalDate day, String line) throws IOException {
        file = lock();
        identity = FileIdentity.of(path(), line);
        lastLine = new byte[0];
        file.setLength(from);
        file.seek(from);
        UserMask.apply(path());
        out = new BufferedOutputStream(disk.apply(file.getFD()));
        length = from;
        begun = day;
    }

    /** The file, which nobody else writes to as long as it is open. */
    private RandomAccessFile lock() throws IOException {
        RandomAccessFile opened = new RandomAccessFile(path().toFile(), "rw");
        boolean alone;
        try {
            alone = opened.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false;
        }
        if (!alone) {
            opened.close();
            throw new IOException("another run writes to " + path().getFileName());
        }
        return opened;
    }

    void add(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        length += bytes.length;
        lastLine = bytes;
    }

    /** Whether another one should be begun. */
    boolean isFull(LocalDate today) {
        return length > 0 && (length >= most || !begun.equals(today));
    }

    /** Lays the file aside and begins another one. */
    void renew(LocalDate today) throws IOException {
        close();
        Files.move(path(), OutputFolder.free(folder, name, "-" + begun));
        begin(0, today, "");
    }

    /**
     * What is added is on the disk from now on, whatever happens to this machine. Fails for good once a write has ended
     * half way: the buffer has all of it still, and writes it again behind the half.
     */
    Bookmark.Mark sync() throws IOException {
        out.flush();
        if (file.getFilePointer() != length) {
            throw new IOException("a line of " + path().getFileName() + " is written by half");
        }
        file.getFD().sync();
        if (lastLine.length > 0) {
            identity = identity.endingWith(lastLine);
            lastLine = new byte[0];
        }
        return new Bookmark.Mark(length, begun, identity);
    }

    @Override
    public void close() throws IOException {
        try (RandomAccessFile closed = file) {
            out.flush();
        }
    }
}
