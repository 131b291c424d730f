package io.agender.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * The files of the store {@link InferenceTopology#PENDING} from when it was on disk. Kafka Streams does not know them any
 * more, so it would leave them there for ever. What was in them is in the changelog.
 */
final class FacesOnDisk {

    /** Where Kafka Streams keeps such stores, in the folder of each task. */
    private static final String STORES = "rocksdb";

    private FacesOnDisk() {}

    /**
     * Deletes them in the folders of all tasks, also of those that are others' by now.
     *
     * @param application the application's folder in the state directory; it need not exist
     */
    static void delete(Path application) {
        if (!Files.isDirectory(application)) {
            return;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(application, Files::isDirectory)) {
            for (Path task : tasks) {
                Utils.delete(
                        task.resolve(STORES).resolve(InferenceTopology.PENDING).toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "faces that an earlier version left in " + application + " can't be deleted: " + e.getMessage(),
                    e));
        }
    }
}
