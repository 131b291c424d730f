package io.agender.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link EmbeddedPlatform} is opened with.
 *
 * @param dataDirectory where broker and registry keep their data for a next run; a temporary directory without one
 * @param registryApplication where Apicurio Registry's application is unpacked
 * @param brokerPort TCP port on the loopback address; 0 takes a free one
 * @param registryPort TCP port on the loopback address; 0 takes a free one
 * @param brokerSettings further broker settings; they win over those chosen here
 * @param openToAll whether broker and registry ask nobody who he is
 */
public record PlatformConfig(
        Optional<Path> dataDirectory,
        Path registryApplication,
        int brokerPort,
        int registryPort,
        Map<String, String> brokerSettings,
        boolean openToAll) {

    public PlatformConfig {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(registryApplication, "registryApplication");
        brokerSettings = Map.copyOf(brokerSettings);
    }

    /** With a login of its own, which {@link EmbeddedPlatform#settings()} tells. */
    public PlatformConfig(
            Optional<Path> dataDirectory,
            Path registryApplication,
            int brokerPort,
            int registryPort,
            Map<String, String> brokerSettings) {
        this(dataDirectory, registryApplication, brokerPort, registryPort, brokerSettings, false);
    }

    /** On free ports and in a temporary directory, which is deleted at the end. */
    public static PlatformConfig temporary(Path registryApplication) {
        return new PlatformConfig(Optional.empty(), registryApplication, 0, 0, Map.of());
    }

    /** The same with a data directory that stays. */
    public PlatformConfig in(Path directory) {
        return new PlatformConfig(
                Optional.of(directory), registryApplication, brokerPort, registryPort, brokerSettings, openToAll);
    }

    /** The same for every user of this machine: for tests, in which they stand for somebody else's servers. */
    public PlatformConfig withoutLogin() {
        return new PlatformConfig(dataDirectory, registryApplication, brokerPort, registryPort, brokerSettings, true);
    }
}
