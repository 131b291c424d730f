package io.agender.launcher.live;

import io.agender.launcher.run.OutputFolder;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RecordJson;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** By topic, what its file is called. */
    private static final Map<String, String> NAMES = Map.of(
            Topic.FACES, "faces",
            Topic.SUMMARY, "summary",
            Topic.SUMMARY_HOURLY, "summary.hourly",
            Topic.SUMMARY_DAILY, "summary.daily",
            Topic.SUMMARY_WEEKLY, "summary.weekly");

    /** Of how long periods there is a file, and in which topic they are. */
    private static final Map<RollupPeriod, String> ROLLUPS = new EnumMap<>(Map.of(
            RollupPeriod.HOURLY, Topic.SUMMARY_HOURLY,
            RollupPeriod.DAILY, Topic.SUMMARY_DAILY,
            RollupPeriod.WEEKLY, Topic.SUMMARY_WEEKLY));

    /** In the folder of the data. */
    private static final String BOOKMARK = "results.properties";

    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(1);

    private final Path output;
    private final OutputFolder folder;
    private final Path bookmark;
    private final Supplier<LocalDate> today;
    private final Map<TopicPartition, Long> next;
    private final Map<TopicPartition, Long> left;
    private final Map<String, Bookmark.Mark> marks;
    private final Map<String, LineFile> files = new LinkedHashMap<>();
    private final List<OldFiles> old;
    private SeenDays days;
    private long writtenNanos = System.nanoTime();

    private LiveResults(
            Path output, OutputFolder folder, Path data, Bookmark left, List<OldFiles> old, Supplier<LocalDate> today) {
        this.output = output;
        this.folder = folder;
        this.old = old;
        this.bookmark = data.resolve(BOOKMARK);
        this.today = today;
        this.left = new HashMap<>(left.next());
        this.next = new HashMap<>(left.next());
        this.marks = new HashMap<>(left.files());
        LocalDate day = today.get();
        this.days = left.days().map(seen -> seen.and(day)).orElseGet(() -> SeenDays.first(day));
    }

    /**
     * Opens the files where they were left.
     *
     * @param output their folder, which is made when it is missing
     * @param data where the way to go on is kept
     * @param topics how long what is in them is kept
     * @param rollups of which there is a file too
     * @param today the day by which files are laid aside
     * @throws CommandException when the folder can't be written, or another run writes to it
     */
    static LiveResults open(
            Path output,
            Path data,
            LiveConfig config,
            List<Topic> topics,
            Set<RollupPeriod> rollups,
            Supplier<LocalDate> today) {
        Path folder = output.toAbsolutePath().normalize();
        try {
            OutputFolder taken = OutputFolder.open(folder);
            try {
                return open(folder, taken, data, config, topics, rollups, today);
            } catch (IOException | RuntimeException e) {
                taken.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The output folder " + output + " can't be written (" + e.getMessage()
                            + "); choose another one with --output.",
                    e);
        }
    }

    private static LiveResults open(
            Path output,
            OutputFolder folder,
            Path data,
            LiveConfig config,
            List<Topic> topics,
            Set<RollupPeriod> rollups,
            Supplier<LocalDate> today)
            throws IOException {
        Bookmark left = Bookmark.read(data.resolve(BOOKMARK), output);
        List<OldFiles> old = topics.stream()
                .filter(topic -> NAMES.containsKey(topic.name()))
                .map(topic -> new OldFiles(output, NAMES.get(topic.name()), topic.retention()))
                .toList();
        LiveResults results = new LiveResults(output, folder, data, left, old, today);
        try {
            folder.markLive();
            for (Topic topic : written(topics, rollups)) {
                String name = NAMES.get(topic.name());
                results.files.put(
                        topic.name(), LineFile.open(output, name, left, config.fileBytes(), results.days.last()));
            }
            results.deleteOld();
        } catch (IOException | RuntimeException e) {
            results.closeFiles();
            throw e;
        }
        return results;
    }

    /** Of the topics those that have a file, in the order in which the files are told. */
    private static List<Topic> written(List<Topic> topics, Set<RollupPeriod> rollups) {
        Set<String> names = new LinkedHashSet<>(List.of(Topic.FACES, Topic.SUMMARY));
        ROLLUPS.forEach((period, topic) -> {
            if (rollups.contains(period)) {
                names.add(topic);
            }
        });
        return names.stream()
                .map(name -> topics.stream()
                        .filter(topic -> topic.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** The topics of hours, days and weeks that have a file. */
    List<String> rollups() {
        return files.keySet().stream().filter(ROLLUPS::containsValue).toList();
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

    /** What others had left in the place of the files, as it is called now. */
    List<Path> laidAside() {
        return files.values().stream()
                .flatMap(file -> file.laidAside().stream())
                .toList();
    }

    /** The files that lines are added to. */
    List<Path> files() {
        return files.values().stream().map(LineFile::path).toList();
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
        files.get(Topic.FACES).add(RecordJson.line(record));
    }

    void add(DemographicSummary record) throws IOException {
        files.get(Topic.SUMMARY).add(RecordJson.line(record));
    }

    /** Each revision has a line, as in the topic; the highest replaces the others. */
    void add(RollupSummary record) throws IOException {
        files.get(ROLLUPS.get(record.getPeriod())).add(RecordJson.line(record));
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
        boolean another = !day.equals(days.last());
        days = days.and(day);
        boolean renewed = false;
        for (LineFile file : files.values()) {
            if (file.isFull(day)) {
                file.renew(day);
                renewed = true;
            }
        }
        if (renewed) {
            mark();
        }
        if (another) {
            deleteOld();
        }
    }

    /** Also of those that are not written any more. */
    private void deleteOld() throws IOException {
        for (OldFiles files : old) {
            files.delete(days.believed());
        }
    }

    private void mark() throws IOException {
        for (Map.Entry<String, LineFile> file : files.entrySet()) {
            marks.put(NAMES.get(file.getKey()), file.getValue().sync());
        }
        new Bookmark(output, next, Map.copyOf(marks), Optional.of(days)).write(bookmark);
    }

    /** Throws {@link UncheckedIOException} when what was written last can't be kept; the next run writes it again. */
    @Override
    public void close() {
        try {
            mark();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeFiles();
            folder.close();
        }
    }

    private void closeFiles() {
        files.forEach((topic, file) -> Utils.closeQuietly(file, topic));
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
