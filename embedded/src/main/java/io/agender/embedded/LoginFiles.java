package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * Address and login of an embedded broker and registry, written down for their owner and for nobody else while they run:
 * in Kafka's words for Kafka's own tools, and as a file for {@code --config}.
 */
final class LoginFiles implements AutoCloseable {

    static final String FOR_KAFKA = "client.properties";
    static final String FOR_US = "agender.yaml";

    private final Path directory;

    private LoginFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes both, in the place of those that a killed run left.
     *
     * @param settings what {@link EmbeddedPlatform#settings()} tells
     */
    static LoginFiles write(Path directory, Map<String, String> settings) {
        LoginFiles files = new LoginFiles(directory);
        try {
            files.delete();
            files.write(FOR_KAFKA, forKafka(settings));
            files.write(FOR_US, forUs(settings));
            return files;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The login of the embedded broker can't be written to " + directory + " (" + e.getMessage() + ").",
                    e);
        }
    }

    private static String forKafka(Map<String, String> settings) {
        Settings all = new Settings(settings);
        StringBuilder lines = new StringBuilder();
        lines.append(KafkaConfig.BOOTSTRAP_SERVERS + "=" + settings.get(KafkaConfig.BOOTSTRAP_SERVERS) + "\n");
        new TreeMap<>(all.withPrefix(KafkaConfig.KAFKA_PREFIX))
                .forEach((name, value) -> lines.append(name + "=" + value + "\n"));
        return lines.toString();
    }

    /** No value has a quote such as those around it. */
    private static String forUs(Map<String, String> settings) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings).forEach((name, value) -> lines.append(name + ": '" + value + "'\n"));
        return lines.toString();
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, content);
    }

    private void delete() throws IOException {
        Files.deleteIfExists(directory.resolve(FOR_KAFKA));
        Files.deleteIfExists(directory.resolve(FOR_US));
    }

    /** Deletes both: they are of no use any more. */
    @Override
    public void close() throws IOException {
        delete();
    }
}
