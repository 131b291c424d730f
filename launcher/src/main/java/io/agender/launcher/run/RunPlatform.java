package io.agender.launcher.run;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.launcher.Reachability;
import io.agender.program.CommandException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The brokers and the registry of a run: the user's, or embedded ones that live as long as the run. */
public final class RunPlatform implements AutoCloseable {

    private static final Map<String, String> QUICK = Map.of(
            // A run on kept data after a kill must not wait for the dead run's group members; 45 s is Kafka's default.
            KafkaConfig.KAFKA_PREFIX + "session.timeout.ms", "10000",
            // Whoever closes a consumer waits for its last fetch, half a second by Kafka's default.
            KafkaConfig.KAFKA_PREFIX + "consumer.fetch.max.wait.ms", "150");

    private final Optional<EmbeddedPlatform> embedded;
    private final KafkaConfig kafka;

    private RunPlatform(Optional<EmbeddedPlatform> embedded, KafkaConfig kafka) {
        this.embedded = embedded;
        this.kafka = kafka;
    }

    /** Whether the settings name the user's own brokers; throws {@link SettingsException} when they do so by half. */
    public static boolean isExternal(Settings settings) {
        boolean brokers = settings.values().containsKey(KafkaConfig.BOOTSTRAP_SERVERS);
        boolean registry = settings.values().containsKey(KafkaConfig.REGISTRY_URL);
        if (brokers != registry) {
            throw new SettingsException(
                    "--bootstrap-servers and --registry-url belong together; give both, or neither for the embedded ones.");
        }
        return brokers;
    }

    /**
     * Starts the embedded platform, or checks that the user's answers. The embedded registry may still be starting:
     * {@link #awaitRegistry} waits for it.
     */
    public static RunPlatform start(
            Settings settings, RunConfig config, Supplier<Path> registryApplication, Path dataDirectory)
            throws InterruptedException {
        if (isExternal(settings)) {
            KafkaConfig kafka = KafkaConfig.from(settings);
            Reachability.check(kafka);
            return new RunPlatform(Optional.empty(), kafka);
        }
        EmbeddedPlatform platform = EmbeddedPlatform.start(
                new PlatformConfig(Optional.of(dataDirectory), registryApplication.get(), config.port(), 0, Map.of()));
        if (config.dataDirectory().isEmpty()) {
            platform.discardData();
        }
        Settings quick = new Settings(QUICK);
        KafkaConfig kafka = KafkaConfig.from(quick.with(settings.values()).with(platform.settings()));
        return new RunPlatform(Optional.of(platform), kafka);
    }

    /** Waits until the registry answers; throws {@link CommandException} when it does not. */
    public void awaitRegistry() {
        embedded.ifPresent(EmbeddedPlatform::awaitRegistry);
    }

    /** How they are reached. */
    public KafkaConfig kafka() {
        return kafka;
    }

    /** Whether they live as long as the run. */
    public boolean isEmbedded() {
        return embedded.isPresent();
    }

    /** Throws {@link CommandException} when an embedded part has ended by itself. */
    public void check() {
        embedded.map(EmbeddedPlatform::failure)
                .filter(failure -> failure.isDone())
                .ifPresent(failure -> {
                    throw failure.join();
                });
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPlatform::close);
    }
}
