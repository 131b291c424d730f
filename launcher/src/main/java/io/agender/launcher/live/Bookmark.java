package io.agender.launcher.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the topics stand in the files of results. Whoever is killed leaves lines behind it in the files; they are cut
 * off and written again, so that no line is there twice and none is missing.
 *
 * @param output the folder of the files
 * @param next by partition, the first record that is not in them
 * @param files by name, how long each file is and when it was begun
 */
record Bookmark(Path output, Map<TopicPartition, Long> next, Map<String, Mark> files) {

    private static final String OUTPUT = "output";
    private static final String NEXT = "next.";
    private static final String LENGTH = "length.";
    private static final String BEGUN = "begun.";

    Bookmark {
        next = Map.copyOf(next);
        files = Map.copyOf(files);
    }

    /**
     * A file at the moment of the bookmark.
     *
     * @param length in bytes
     * @param begun the day on which it was begun
     */
    record Mark(long length, LocalDate begun) {}

    /** Reads one; of a file that is not there, or not whole, nothing is known. */
    static Bookmark read(Path file, Path output) throws IOException {
        Bookmark none = new Bookmark(output, Map.of(), Map.of());
        if (!Files.isRegularFile(file)) {
            return none;
        }
        Properties all = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in);
        }
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
                files.put(
                        of,
                        new Mark(Long.parseLong(all.getProperty(name)), LocalDate.parse(all.getProperty(BEGUN + of))));
            }
        }
        // In another folder other files are begun, at the place that the topics have come to.
        return new Bookmark(output, next, output.toString().equals(all.getProperty(OUTPUT)) ? files : Map.of());
    }

    /** Writes it in the place of an earlier one, all of it or nothing, also when the power fails. */
    void write(Path file) throws IOException {
        Properties all = new Properties();
        all.setProperty(OUTPUT, output.toString());
        next.forEach((partition, offset) -> all.setProperty(NEXT + partition, String.valueOf(offset)));
        files.forEach((name, mark) -> {
            all.setProperty(LENGTH + name, String.valueOf(mark.length()));
            all.setProperty(BEGUN + name, mark.begun().toString());
        });
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            all.store(out, null);
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
