package io.agender.launcher.command;

import io.agender.launcher.settings.SettingsLayers;
import io.agender.producer.source.Camera;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where settings come from, and how Kafka is reached. */
final class CommonOptions {

    private final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings and cameras; see docs/configuration.md and docs/cameras.md.")
    private Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Settings for a purpose: fast (fewer, smaller frames), seed (as the original program works), or a section"
                            + " \"%%NAME\" of the --config file.")
    private String profile;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers to start from, comma-separated.")
    void bootstrapServers(String value) {
        settings.set(KafkaConfig.BOOTSTRAP_SERVERS, value);
    }

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Properties of Kafka clients, such as users and passwords, as Kafka's own tools take them.")
    void clientConfig(String value) {
        settings.set(KafkaConfig.CLIENT_CONFIG, value);
    }

    @Option(names = "--registry-url", paramLabel = "URL", description = "Base address of the schema registry.")
    void registryUrl(String value) {
        settings.set(KafkaConfig.REGISTRY_URL, value);
    }

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "Any setting of the Kafka clients or Kafka Streams; may be repeated.")
    void kafka(Map<String, String> values) {
        values.forEach((name, value) -> settings.set(KafkaConfig.KAFKA_PREFIX + name, value));
    }

    /** The cameras that the file lists, with their own settings over those of all. */
    List<Camera> cameras(Settings all) {
        return config == null
                ? List.of()
                : new SettingsLayers(System.getenv()).cameras(config).cameras(all);
    }

    /** Lays environment, file and profile under what these options and the others say. */
    Settings collect(List<SettingOptions> others) {
        Map<String, String> all = new LinkedHashMap<>(settings.chosen());
        others.forEach(options -> all.putAll(options.chosen()));
        return new SettingsLayers(System.getenv())
                .collect(Optional.ofNullable(config), Optional.ofNullable(profile), all);
    }
}
