package io.agender.launcher.live;

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
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of lines that grows. When it is too large, and each day, it is laid aside under the day on which it was begun,
 * {@code faces-2026-11-30.jsonl}, and another one is begun; those that are older than what is kept are deleted. Belongs to
 * one thread, which may be interrupted at any time: nothing is written through a channel, which would be closed by that.
 */
final class LineFile implements AutoCloseable {

    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final String name;
    private final Duration kept;
    private final long most;
    private final Function<FileDescriptor, OutputStream> disk;
    private RandomAccessFile file;
    private OutputStream out;
    private long length;
    private LocalDate begun;

    private LineFile(Path folder, String name, Duration kept, long most, Function<FileDescriptor, OutputStream> disk) {
        this.folder = folder;
        this.name = name;
        this.kept = kept;
        this.most = most;
        this.disk = disk;
    }

    /**
     * Opens the file where it was left; what is behind that was written by somebody who was killed, and is cut off. A file
     * of that name which nobody knows of is laid aside.
     *
     * @param name without its ending
     * @param kept how long a file that was laid aside is kept; negative for ever
     * @param most how many bytes it may have
     */
    static LineFile open(Path folder, String name, Bookmark left, Duration kept, long most, LocalDate today)
            throws IOException {
        return open(folder, name, left, kept, most, today, FileOutputStream::new);
    }

    /** @param disk writes to a file that is open */
    static LineFile open(
            Path folder,
            String name,
            Bookmark left,
            Duration kept,
            long most,
            LocalDate today,
            Function<FileDescriptor, OutputStream> disk)
            throws IOException {
        LineFile file = new LineFile(folder, name, kept, most, disk);
        Path path = file.path();
        Bookmark.Mark mark = left.files().get(name);
        if (mark == null && Files.exists(path) && Files.size(path) > 0) {
            file.lock().close(); // nobody's who still writes to it
            Files.move(path, file.free(".earlier"));
        }
        // A shorter one was laid aside or cut by its owner: then this is another file.
        boolean goesOn = mark != null && Files.exists(path) && Files.size(path) >= mark.length();
        file.begin(goesOn ? mark.length() : 0, goesOn ? mark.begun() : today);
        return file;
    }

    Path path() {
        return folder.resolve(name + ENDING);
    }

    private void begin(long from, LocalDate day) throws IOException {
        file = lock();
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
    }

    /** Whether another one should be begun. */
    boolean isFull(LocalDate today) {
        return length > 0 && (length >= most || !begun.equals(today));
    }

    /** Lays the file aside and begins another one. */
    void renew(LocalDate today) throws IOException {
        close();
        Files.move(path(), free("-" + begun));
        deleteOld(today);
        begin(0, today);
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
        return new Bookmark.Mark(length, begun);
    }

    private Path free(String suffix) {
        Path free = folder.resolve(name + suffix + ENDING);
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolve(name + suffix + "." + number + ENDING);
        }
        return free;
    }

    private void deleteOld(LocalDate today) throws IOException {
        if (kept.isNegative()) {
            return;
        }
        // The last line of a file may be of the day after the one in its name.
        LocalDate oldest = today.minusDays(kept.toDays() + 1);
        Pattern ours = Pattern.compile(Pattern.quote(name) + "-(\\d{4}-\\d\\d-\\d\\d)(\\.\\d+)?\\.jsonl");
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            Matcher matcher = ours.matcher(file.getFileName().toString());
            if (matcher.matches() && isBefore(matcher.group(1), oldest)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isBefore(String day, LocalDate oldest) {
        try {
            return LocalDate.parse(day).isBefore(oldest);
        } catch (DateTimeParseException e) {
            return false; // no day of ours
        }
    }

    @Override
    public void close() throws IOException {
        try (RandomAccessFile closed = file) {
            out.flush();
        }
    }
}
