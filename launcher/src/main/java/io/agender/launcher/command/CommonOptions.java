package io.agender.launcher.command;

import io.agender.launcher.settings.SettingsLayers;
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
            description = "YAML file with settings; see docs/configuration.md for their names.")
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

    /** Lays environment, file and profile under what these options and the others say. */
    Settings collect(List<SettingOptions> others) {
        Map<String, String> all = new LinkedHashMap<>(settings.chosen());
        others.forEach(options -> all.putAll(options.chosen()));
        return new SettingsLayers(System.getenv())
                .collect(Optional.ofNullable(config), Optional.ofNullable(profile), all);
    }
}
