package io.agender.launcher.embedded;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What an {@link EmbeddedRegistry} is started with.
 *
 * @param applicationDirectory where Apicurio Registry's application is unpacked: the runner jar and its {@code lib}
 * @param dataDirectory where the registry keeps schemas, their ids and its log file; made when missing
 * @param port TCP port on the loopback address; 0 takes a free one
 */
public record RegistryConfig(Path applicationDirectory, Path dataDirectory, int port) {

    public RegistryConfig {
        Objects.requireNonNull(applicationDirectory, "applicationDirectory");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
    }
}
