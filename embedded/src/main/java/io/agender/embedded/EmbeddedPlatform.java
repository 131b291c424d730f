package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import io.agender.runtime.config.KafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded broker and an embedded registry, started beside each other. With a data directory they keep records,
 * schemas and ids for the next run; without one all is deleted at the end, but for the log of a registry that failed.
 *
 * <p>Both let in one user, each with a password of its own that is new each time, and written down for this user of the
 * machine alone.
 *
 * <p>Thread-safe. Whoever opens it closes it, after all clients.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    /** The broker's folder in that of both. */
    static final String BROKER = "broker";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPlatform.class);
    private static final Duration MAX_START = Duration.ofSeconds(90);

    private final Path directory;
    private final boolean temporary;
    private final Optional<Login> brokerLogin;
    private final Optional<Login> registryLogin;
    private EmbeddedRegistry registry;
    private EmbeddedBroker broker;
    private volatile LoginFiles loginFiles;
    private volatile boolean registryFailed;
    private volatile boolean discarded;

    private EmbeddedPlatform(PlatformConfig config) {
        this.directory = config.dataDirectory().orElseGet(EmbeddedPlatform::temporaryDirectory);
        this.temporary = config.dataDirectory().isEmpty();
        this.discarded = temporary;
        this.brokerLogin = login(config);
        this.registryLogin = login(config);
    }

    private static Optional<Login> login(PlatformConfig config) {
        return config.openToAll() ? Optional.empty() : Optional.of(Login.random());
    }

    /**
     * Starts both and returns when both answer, after 3 to 8 seconds.
     *
     * @throws CommandException when a port is taken, the directory is in use or can't be written, or one of the two
     *     does not start; nothing is left running
     */
    public static EmbeddedPlatform open(PlatformConfig config) {
        EmbeddedPlatform platform = start(config);
        try {
            platform.awaitRegistry();
            return platform;
        } catch (RuntimeException | Error e) {
            platform.close();
            throw e;
        }
    }

    /**
     * Starts both and returns when the broker answers; {@link #awaitRegistry} waits for the other, which takes longer.
     *
     * @throws CommandException as of {@link #open}
     */
    public static EmbeddedPlatform start(PlatformConfig config) {
        EmbeddedPlatform platform = new EmbeddedPlatform(config);
        try {
            platform.startBoth(config);
            return platform;
        } catch (RuntimeException | Error e) {
            platform.close();
            throw e;
        }
    }

    private void startBoth(PlatformConfig config) {
        registry = EmbeddedRegistry.start(new RegistryConfig(
                config.registryApplication(), directory.resolve("registry"), config.registryPort(), registryLogin));
        broker = EmbeddedBroker.open(
                new BrokerConfig(directory.resolve(BROKER), config.brokerPort(), config.brokerSettings(), brokerLogin));
    }

    /**
     * Waits until the registry answers, too, and writes down how others log in. To be called once.
     *
     * @throws CommandException when it does not start
     */
    public void awaitRegistry() {
        try {
            registry.awaitReady(MAX_START);
        } catch (CommandException e) {
            registryFailed = true;
            throw e;
        }
        if (brokerLogin.isPresent()) {
            loginFiles = LoginFiles.write(directory, settings());
        }
    }

    private static Path temporaryDirectory() {
        try {
            return TemporaryData.create();
        } catch (IOException e) {
            throw new CommandException(
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

    /** Where broker and registry are, and how to log in there, as settings of this program. */
    public Map<String, String> settings() {
        Map<String, String> all = new HashMap<>();
        all.put(KafkaConfig.BOOTSTRAP_SERVERS, bootstrapServers());
        all.put(KafkaConfig.REGISTRY_URL, registryUrl());
        brokerLogin.ifPresent(
                known -> known.kafkaClient().forEach((name, value) -> all.put(KafkaConfig.KAFKA_PREFIX + name, value)));
        registryLogin.ifPresent(
                known -> known.serdes().forEach((name, value) -> all.put(KafkaConfig.SERDE_PREFIX + name, value)));
        return all;
    }

    /** What Kafka's own tools need to reach the broker of a data directory, while it runs. */
    public static Path clientFile(Path dataDirectory) {
        return dataDirectory.resolve(LoginFiles.FOR_KAFKA);
    }

    /** Where the data is; of no use after the end when it is temporary. */
    public Path dataDirectory() {
        return directory;
    }

    /** Completes when broker or registry ends by itself, with the sentence for the user; never completes otherwise. */
    public CompletableFuture<CommandException> failure() {
        return CompletableFuture.anyOf(broker.failure(), registry.failure()).thenApply(CommandException.class::cast);
    }

    /** Says that nobody needs the data directory afterwards; then the end does not wait for files to be written. */
    public void discardData() {
        discarded = true;
    }

    /** Stops both. Closing again does nothing. */
    @Override
    public synchronized void close() {
        deleteLoginFiles();
        if (registry != null) {
            if (discarded) {
                registry.kill();
            } else {
                registry.end();
            }
        }
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

    private void deleteLoginFiles() {
        try {
            if (loginFiles != null) {
                loginFiles.close();
            }
        } catch (IOException e) {
            LOG.warn("The login in {} could not be deleted: {}", directory, e.toString());
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
