package io.agender.launcher.command.cameras;

import io.agender.launcher.settings.CameraList;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which list of cameras a command is about. */
final class CameraListOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "cameras.yml",
            description = "YAML file with the list; see docs/cameras.md. Default: ${DEFAULT-VALUE}.")
    private Path config;

    CameraList read() {
        return CameraList.read(config);
    }
}
