package io.agender.launcher.live;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * How far the topics stand in the files of results. Whoever is killed leaves lines behind it in the files; they are cut
 * off and written again, so that no line is there twice and none is missing. After a loss of power the topics may be
 * shorter than this says, for they are not synced with it: lines around that moment may be there twice, or missing.
 *
 * @param output the folder of the files
 * @param next by partition, the first record that is not in them
 * @param files by name, how long each file is and when it was begun
 * @param days what the clock has told; bookmarks of earlier versions don't know
 */
record Bookmark(Path output, Map<TopicPartition, Long> next, Map<String, Mark> files, Optional<SeenDays> days) {

    private static final String OUTPUT = "output";
    private static final String NEXT = "next.";
    private static final String LENGTH = "length.";
    private static final String BEGUN = "begun.";
    private static final String NUMBER = "number.";
    private static final String LINE = "line.";
    private static final String SINCE = "days.since";
    private static final String LAST = "days.last";
    private static final String BELIEVED = "days.believed";

    Bookmark {
        next = Map.copyOf(next);
        files = Map.copyOf(files);
    }

    /**
     * A file at the moment of the bookmark.
     *
     * @param length in bytes
     * @param begun the day on which it was begun
     * @param identity by which it is told from another file of its name
     */
    record Mark(long length, LocalDate begun, FileIdentity identity) {

        Mark {
            if (length < 0) {
                throw new IllegalArgumentException("A file of " + length + " bytes");
            }
        }
    }

    /** Reads one; of a file that is not there, or not whole, nothing is known. */
    static Bookmark read(Path file, Path output) throws IOException {
        Bookmark none = new Bookmark(output, Map.of(), Map.of(), Optional.empty());
        if (!Files.isRegularFile(file)) {
            return none;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Properties all = new Properties();
            all.load(in);
            return of(all, output);
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return none;
        }
    }

    private static Bookmark of(Properties all, Path output) {
        Map<TopicPartition, Long> next = new HashMap<>();
        Map<String, Mark> files = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(NEXT)) {
                int end = name.lastIndexOf('-');
                next.put(
                        new TopicPartition(
                                name.substring(NEXT.length(), end), Integer.parseInt(name.substring(end + 1))),
                        Long.valueOf(all.getProperty(name)));
            } else if (name.startsWith(LENGTH)) {
                String of = name.substring(LENGTH.length());
                LocalDate begun = LocalDate.parse(all.getProperty(BEGUN + of, ""));
                files.put(
                        of,
                        new Mark(
                                Long.parseLong(all.getProperty(name)),
                                begun,
                                new FileIdentity(all.getProperty(NUMBER + of, ""), all.getProperty(LINE + of, ""))));
            }
        }
        // In another folder other files are begun, at the place that the topics have come to.
        return new Bookmark(
                output, next, output.toString().equals(all.getProperty(OUTPUT)) ? files : Map.of(), days(all));
    }

    private static Optional<SeenDays> days(Properties all) {
        return all.containsKey(LAST)
                ? Optional.of(new SeenDays(
                        LocalDate.parse(all.getProperty(SINCE, "")),
                        LocalDate.parse(all.getProperty(LAST)),
                        LocalDate.parse(all.getProperty(BELIEVED, ""))))
                : Optional.empty();
    }

    /**
     * Writes it in the place of an earlier one, all of it or nothing, also when the power fails. A thread that is
     * interrupted writes it too.
     */
    void write(Path file) throws IOException {
        Properties all = new Properties();
        all.setProperty(OUTPUT, output.toString());
        next.forEach((partition, offset) -> all.setProperty(NEXT + partition, String.valueOf(offset)));
        files.forEach((name, mark) -> {
            all.setProperty(LENGTH + name, String.valueOf(mark.length()));
            all.setProperty(BEGUN + name, mark.begun().toString());
            all.setProperty(NUMBER + name, mark.identity().number());
            all.setProperty(LINE + name, mark.identity().line());
        });
        days.ifPresent(seen -> {
            all.setProperty(SINCE, seen.since().toString());
            all.setProperty(LAST, seen.last().toString());
            all.setProperty(BELIEVED, seen.believed().toString());
        });
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream out = new FileOutputStream(part.toFile())) { // a channel would be closed by an interrupt
            all.store(out, null);
            out.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try {
            Utils.flushDir(file.toAbsolutePath().getParent());
        } catch (ClosedByInterruptException e) {
            // The flag stays set. Were the power to fail before the next bookmark, the one before this would be there.
        }
    }
}
