package io.agender.embedded;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link EmbeddedRegistry} is started with.
 *
 * @param applicationDirectory where Apicurio Registry's application is unpacked: the runner jar and its {@code lib}
 * @param dataDirectory where the registry keeps schemas, their ids and its log file; made when missing
 * @param port TCP port on the loopback address; 0 takes a free one
 * @param login whom the registry lets in; without one it asks nobody
 */
public record RegistryConfig(Path applicationDirectory, Path dataDirectory, int port, Optional<Login> login) {

    public RegistryConfig {
        Objects.requireNonNull(applicationDirectory, "applicationDirectory");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(login, "login");
    }

    /** A registry that asks nobody who he is. */
    public RegistryConfig(Path applicationDirectory, Path dataDirectory, int port) {
        this(applicationDirectory, dataDirectory, port, Optional.empty());
    }
}
