package io.agender.embedded;

import io.agender.program.files.Directories;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's log directory, formatted as a whole or not at all. */
final class BrokerStorage {

    private BrokerStorage() {}

    /** The log directory inside the data directory, formatted on first use. */
    static Path prepared(Path dataDirectory) throws IOException {
        Path logs = dataDirectory.resolve("records").toAbsolutePath();
        if (Files.isDirectory(logs)) {
            return logs;
        }
        // A kill in the middle leaves only the unfinished directory behind, which the next start makes anew.
        Path unfinished = dataDirectory.resolve("records.unfinished").toAbsolutePath();
        Directories.delete(unfinished);
        Files.createDirectories(unfinished);
        format(unfinished);
        return Files.move(unfinished, logs, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void format(Path directory) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The broker's directory " + directory + " could not be formatted", e);
        }
    }
}
