package io.agender.launcher.embedded;

import io.agender.launcher.ExitCode;
import io.agender.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded broker and an embedded registry, started beside each other. With a data directory they keep records,
 * schemas and ids for the next run; without one all is deleted at the end, but for the log of a registry that failed.
 *
 * <p>Thread-safe. Whoever opens it closes it, after all clients.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    /** The broker's folder in that of both. */
    static final String BROKER = "broker";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPlatform.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Path directory;
    private final boolean temporary;
    private EmbeddedRegistry registry;
    private EmbeddedBroker broker;
    private boolean registryFailed;

    private EmbeddedPlatform(Path directory, boolean temporary) {
        this.directory = directory;
        this.temporary = temporary;
    }

    /**
     * Starts both and returns when both answer, after 3 to 8 seconds.
     *
     * @throws LauncherException when a port is taken, the directory is in use or can't be written, or one of the two
     *     does not start; nothing is left running
     */
    public static EmbeddedPlatform open(PlatformConfig config) {
        EmbeddedPlatform platform = new EmbeddedPlatform(
                config.dataDirectory().orElseGet(EmbeddedPlatform::temporaryDirectory),
                config.dataDirectory().isEmpty());
        try {
            platform.start(config);
            return platform;
        } catch (RuntimeException | Error e) {
            platform.close();
            throw e;
        }
    }

    private void start(PlatformConfig config) {
        registry = EmbeddedRegistry.start(
                new RegistryConfig(config.registryApplication(), directory.resolve("registry"), config.registryPort()));
        broker = EmbeddedBroker.open(
                new BrokerConfig(directory.resolve(BROKER), config.brokerPort(), config.brokerSettings()));
        try {
            registry.awaitReady(LONGEST_START);
        } catch (LauncherException e) {
            registryFailed = true;
            throw e;
        }
    }

    private static Path temporaryDirectory() {
        try {
            return TemporaryData.create();
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FILES,
                    "No temporary directory can be made in " + System.getProperty("java.io.tmpdir") + " ("
                            + e.getMessage() + "); free some space, or name a data directory.",
                    e);
        }
    }

    /** Where Kafka clients connect: host and port. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Base address of the registry. */
    public String registryUrl() {
        return registry.url();
    }

    /** Where the data is; of no use after the end when it is temporary. */
    public Path dataDirectory() {
        return directory;
    }

    /** Completes when broker or registry ends by itself, with the sentence for the user; never completes otherwise. */
    public CompletableFuture<LauncherException> failure() {
        return CompletableFuture.anyOf(broker.failure(), registry.failure()).thenApply(LauncherException.class::cast);
    }

    /** Stops both. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (broker != null) {
            broker.close();
        }
        if (registry != null) {
            registryFailed |= registry.failure().isDone();
            registry.close();
        }
        if (temporary) {
            deleteDirectory();
        }
    }

    private void deleteDirectory() {
        try {
            Directories.delete(directory, file -> registryFailed && file.equals(registry.logFile()));
        } catch (IOException e) {
            LOG.warn("The temporary directory {} could not be deleted: {}", directory, e.toString());
        }
    }
}
