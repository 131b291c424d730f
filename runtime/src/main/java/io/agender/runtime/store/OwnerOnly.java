package io.agender.runtime.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** Closes the folders of the stores, which Kafka Streams opens to the group of its user: they hold pieces of pictures. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** @param properties of a Kafka Streams client that was just made; where it has no folder there is nothing to do */
    public static void makeStoresOf(Map<String, Object> properties) {
        Path all = Path.of(String.valueOf(properties.get(StreamsConfig.STATE_DIR_CONFIG)));
        Path own = all.resolve(String.valueOf(properties.get(StreamsConfig.APPLICATION_ID_CONFIG)));
        try {
            for (Path folder : new Path[] {all, own}) {
                if (Files.isDirectory(folder)
                        && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
