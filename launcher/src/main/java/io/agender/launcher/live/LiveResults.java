package io.agender.launcher.live;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RecordJson;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The files that a live run writes as it goes: each record of the topics is in them once, whatever the process is ended
 * by, and as long as its topic keeps it. After a loss of power, which may cost the topics records that the files have,
 * lines around that moment may be there twice, or missing.
 *
 * <p>Belongs to one thread, which may be interrupted at any time.
 */
final class LiveResults implements AutoCloseable {

    private static final String FACES = "faces";
    private static final String SUMMARY = "summary";

    /** In the folder of the data. */
    private static final String BOOKMARK = "results.properties";

    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(1);

    private final Path output;
    private final Path bookmark;
    private final Supplier<LocalDate> today;
    private final Map<TopicPartition, Long> next;
    private final Map<TopicPartition, Long> left;
    private LineFile faces;
    private LineFile summaries;
    private long writtenNanos = System.nanoTime();

    private LiveResults(Path output, Path data, Bookmark left, Supplier<LocalDate> today) {
        this.output = output;
        this.bookmark = data.resolve(BOOKMARK);
        this.today = today;
        this.left = new HashMap<>(left.next());
        this.next = new HashMap<>(left.next());
    }

    /**
     * Opens the files where they were left.
     *
     * @param output their folder, which is made when it is missing
     * @param data where the way to go on is kept
     * @param topics how long what is in them is kept
     * @param today the day by which files are laid aside
     * @throws CommandException when the folder can't be written
     */
    static LiveResults open(Path output, Path data, LiveConfig config, List<Topic> topics, Supplier<LocalDate> today) {
        Path folder = output.toAbsolutePath().normalize();
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                UserMask.apply(folder);
            }
            Bookmark left = Bookmark.read(data.resolve(BOOKMARK), folder);
            LiveResults results = new LiveResults(folder, data, left, today);
            results.faces =
                    LineFile.open(folder, FACES, left, kept(topics, Topic.FACES), config.fileBytes(), today.get());
            try {
                results.summaries = LineFile.open(
                        folder, SUMMARY, left, kept(topics, Topic.SUMMARY), config.fileBytes(), today.get());
            } catch (IOException e) {
                Utils.closeQuietly(results.faces, FACES);
                throw e;
            }
            return results;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The output folder " + output + " can't be written (" + e.getMessage()
                            + "); choose another one with --output.",
                    e);
        }
    }

    private static Duration kept(List<Topic> topics, String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow()
                .retention();
    }

    /** Where the topics are read on. */
    StartPosition start() {
        return StartPosition.from(left, StartPosition.end());
    }

    /**
     * Is told where the topics end, before anything new is written to them, and remembers it: a run that is killed before
     * its first record goes on from here. A topic may be shorter than it was, after a loss of power; its next records have
     * offsets that others had before, and are not in the files.
     */
    void begin(Map<TopicPartition, Long> ends) throws IOException {
        ends.forEach((partition, end) -> {
            left.computeIfPresent(partition, (same, offset) -> Math.min(offset, end));
            next.merge(partition, end, Math::min);
        });
        mark();
    }

    /** The files that lines are added to. */
    List<Path> files() {
        return List.of(faces.path(), summaries.path());
    }

    /** Whether a record, read a second time, is in the files already. */
    boolean holds(ConsumerRecord<?, ?> record) {
        return record.offset() < left.getOrDefault(partition(record), 0L);
    }

    /** Whether nothing was ever written on these data; then what is there already is not ours to write. */
    boolean isFirst() {
        return left.isEmpty();
    }

    void add(FrameFaces record) throws IOException {
        faces.add(RecordJson.line(record));
    }

    void add(DemographicSummary record) throws IOException {
        summaries.add(RecordJson.line(record));
    }

    /** What there was to write of a record is written. */
    void took(ConsumerRecord<?, ?> record) {
        next.merge(partition(record), record.offset() + 1, Math::max);
    }

    /** Once a second what was written is made to last, and files that are full are laid aside. */
    void tick() throws IOException {
        long now = System.nanoTime();
        if (now - writtenNanos >= BETWEEN_BOOKMARKS.toNanos()) {
            writtenNanos = now;
            tickNow();
        }
    }

    /** The same at once. */
    void tickNow() throws IOException {
        mark();
        LocalDate day = today.get();
        boolean renewed = false;
        for (LineFile file : List.of(faces, summaries)) {
            if (file.isFull(day)) {
                file.renew(day);
                renewed = true;
            }
        }
        if (renewed) {
            mark();
        }
    }

    private void mark() throws IOException {
        new Bookmark(output, next, Map.of(FACES, faces.sync(), SUMMARY, summaries.sync())).write(bookmark);
    }

    /** Throws {@link UncheckedIOException} when what was written last can't be kept; the next run writes it again. */
    @Override
    public void close() {
        try {
            mark();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Utils.closeQuietly(faces, FACES);
            Utils.closeQuietly(summaries, SUMMARY);
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
