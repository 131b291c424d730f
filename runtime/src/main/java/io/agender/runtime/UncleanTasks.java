package io.agender.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * The folders of tasks that a killed service left half-written. Under exactly-once Kafka Streams throws away what has no
 * checkpoint, and builds it again from the changelog; but it opens the stores first, and one whose deletion was cut short
 * by another kill can't be opened, so that the service would fail at every start. So it is thrown away before.
 */
final class UncleanTasks {

    private static final Pattern TASK = Pattern.compile("(.*__)?\\d+_\\d+");
    private static final String CHECKPOINT = ".checkpoint";

    /** Where Kafka Streams keeps stores of RocksDB, in the folder of each task. */
    private static final String STORES = "rocksdb";

    /** Names the file that lists a RocksDB's files. */
    private static final String CURRENT = "CURRENT";

    private UncleanTasks() {}

    /**
     * Deletes them.
     *
     * @param application the application's folder in the state directory, which this process has locked; it need not exist
     * @throws UncheckedIOException when one can't be read or deleted
     */
    static void delete(Path application) {
        if (!Files.isDirectory(application)) {
            return;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(application, UncleanTasks::isTask)) {
            for (Path task : tasks) {
                if (!Files.exists(task.resolve(CHECKPOINT)) || hasBrokenStore(task.resolve(STORES))) {
                    Utils.delete(task.toFile());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "what a killed service left in " + application + " can't be deleted: " + e.getMessage(), e));
        }
    }

    private static boolean isTask(Path folder) {
        return Files.isDirectory(folder)
                && TASK.matcher(folder.getFileName().toString()).matches();
    }

    private static boolean hasBrokenStore(Path stores) throws IOException {
        if (!Files.isDirectory(stores)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(stores, Files::isDirectory)) {
            for (Path store : all) {
                Path current = store.resolve(CURRENT);
                if (Files.exists(current)
                        && !new File(
                                        store.toFile(),
                                        Files.readString(current, StandardCharsets.ISO_8859_1)
                                                .strip())
                                .exists()) {
                    return true;
                }
            }
        }
        return false;
    }
}
