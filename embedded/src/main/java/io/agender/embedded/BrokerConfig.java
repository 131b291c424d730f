package io.agender.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link EmbeddedBroker} is opened with.
 *
 * @param dataDirectory where the broker keeps its records; made when missing, used again when it is there
 * @param port TCP port on the loopback address; 0 takes a free one
 * @param settings further broker settings, such as those for SASL; they win over those chosen here
 * @param login whom the broker lets in; without one it asks nobody
 */
public record BrokerConfig(Path dataDirectory, int port, Map<String, String> settings, Optional<Login> login) {

    public BrokerConfig {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(login, "login");
        settings = Map.copyOf(settings);
    }

    /** A broker that asks nobody who he is, unless the settings say so. */
    public BrokerConfig(Path dataDirectory, int port, Map<String, String> settings) {
        this(dataDirectory, port, settings, Optional.empty());
    }

    /** A broker on a free port with the settings chosen here; it asks nobody who he is. */
    public static BrokerConfig in(Path dataDirectory) {
        return new BrokerConfig(dataDirectory, 0, Map.of());
    }

    /** The same broker on another port. */
    public BrokerConfig withPort(int other) {
        return new BrokerConfig(dataDirectory, other, settings, login);
    }
}
