package io.agender.runtime.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * What an earlier start has left on disk, perhaps of a service that was killed. A store that tells up to where of its
 * changelog it goes is gone on with from there, unless {@link DeletedKeys} might come back. All others are thrown away
 * here and built again from their changelogs: Kafka Streams would fail at one that can't be opened, would not come to
 * run with one that was written without transactions and not closed, and would restore over records that were never
 * committed. A deletion that is cut short leaves something that is thrown away at the next start.
 *
 * <p>Kafka Streams before 4.4 wrote the offsets of all stores of a task into one file beside them, when it was stopped
 * in an orderly way. A store that such a file speaks of must not go alone: it would count as restored when it is empty.
 */
public final class UncleanTasks {

    private static final Pattern TASK = Pattern.compile("(.*__)?\\d+_\\d+");
    private static final String CHECKPOINT = ".checkpoint";

    /** A line of it: topic, partition, offset. Before these lines stand its version and how many they are. */
    private static final Pattern CHECKPOINTED = Pattern.compile("(\\S+) \\d+ -?\\d+");

    private static final String CHANGELOG = "-changelog";

    /** Where Kafka Streams keeps stores of RocksDB, in the folder of each task. */
    private static final String STORES = "rocksdb";

    private final Path application;
    private final Predicate<Path> deleting;
    private final InstantSource clock;

    /**
     * Looks at nothing yet.
     *
     * @param application the application's folder in the state directory, which this process has locked; it need not exist
     * @param deleting whether keys are deleted from a store
     */
    public UncleanTasks(Path application, Predicate<Path> deleting, InstantSource clock) {
        this.application = application;
        this.deleting = deleting;
        this.clock = clock;
    }

    /**
     * Deletes what can't be gone on with.
     *
     * @throws UncheckedIOException when something can't be read or deleted
     */
    public void delete() {
        if (!Files.isDirectory(application)) {
            return;
        }
        try {
            for (Path task : children(application)) {
                if (TASK.matcher(task.getFileName().toString()).matches()) {
                    cleanUp(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "what an earlier start left in " + application + " can't be deleted: " + e.getMessage(), e));
        }
    }

    private void cleanUp(Path task) throws IOException {
        Path checkpoint = task.resolve(CHECKPOINT);
        if (!Files.exists(checkpoint)) {
            Duration age = age(task);
            boolean empty = true;
            for (Path store : children(task.resolve(STORES))) {
                if (StoreRemains.of(store) == StoreRemains.SOUND
                        && DeletedKeys.stayDeleted(deleting.test(store), age)) {
                    empty = false;
                } else {
                    Utils.delete(store.toFile());
                }
            }
            if (empty) {
                // of a folder without stores Kafka Streams warns, as of one with broken ones
                Utils.delete(task.toFile());
            }
        } else if (!areWhole(task, age(checkpoint))) {
            Files.delete(checkpoint); // first, so that the stores count for nothing when this is cut short
            Utils.delete(task.toFile());
        }
    }

    /**
     * How old the stores may be at most that are as old as this file: the checkpoint that was written with them, or the
     * folder of their task. Kafka Streams gives that the time when it has closed them, and what they write later is newer.
     */
    private Duration age(Path file) throws IOException {
        return Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
    }

    /** Whether the stores are all there of which a checkpoint tells how far they go, and can be gone on with. */
    private boolean areWhole(Path task, Duration age) throws IOException {
        for (String line : Files.readAllLines(task.resolve(CHECKPOINT), StandardCharsets.UTF_8)) {
            Matcher checkpointed = CHECKPOINTED.matcher(line);
            if (checkpointed.matches() && !hasStoreOf(checkpointed.group(1), task)) {
                return false;
            }
        }
        for (Path store : children(task.resolve(STORES))) {
            StoreRemains remains = StoreRemains.of(store);
            if (remains != StoreRemains.SOUND && remains != StoreRemains.OF_EARLIER_VERSION
                    || !DeletedKeys.stayDeleted(deleting.test(store), age)) {
                return false;
            }
        }
        return true;
    }

    /** @param topic a changelog, or the topic of a table, which needs none */
    private boolean hasStoreOf(String topic, Path task) {
        String start = application.getFileName() + "-";
        if (!topic.startsWith(start) || !topic.endsWith(CHANGELOG)) {
            return true;
        }
        String store = topic.substring(start.length(), topic.length() - CHANGELOG.length());
        return Files.isDirectory(task.resolve(STORES).resolve(store));
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> children = new ArrayList<>();
            all.forEach(children::add);
            return children;
        }
    }
}
