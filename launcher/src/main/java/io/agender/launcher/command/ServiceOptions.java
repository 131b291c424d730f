package io.agender.launcher.command;

import io.agender.launcher.run.RunConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a service that runs alone keeps its stores. */
final class ServiceOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the stores live; they are rebuilt from Kafka when it is empty. Default: a folder of the system's temporary folder.")
    void dataDirectory(String value) {
        settings.set(RunConfig.DATA_DIRECTORY, value);
    }

    /** The folder for the stores of Kafka Streams. */
    static Path stateDirectory(RunConfig config) {
        return config.dataDirectory()
                .orElse(Path.of(System.getProperty("java.io.tmpdir"), "agender-streams"))
                .resolve("streams");
    }
}
