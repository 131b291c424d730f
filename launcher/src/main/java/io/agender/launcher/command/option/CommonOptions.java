package io.agender.launcher.command.option;

import io.agender.launcher.settings.CameraSettingsFile;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.producer.source.Camera;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.CameraVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where settings come from, and how Kafka is reached. */
public final class CommonOptions {

    private final Map<String, String> passedOn = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings and cameras; see docs/configuration.md and docs/cameras.md.")
    private Path config;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = ProfileNames.class,
            description =
                    "Settings for a purpose: accurate (a better network, more often), fast (fewer, smaller frames),"
                            + " seed (as the original program works), or a section \"%%NAME\" of the --config file.")
    private String profile;

    @Mixin
    private SettingOptions kafka = SettingGroups.kafka();

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "Any setting of the Kafka clients or Kafka Streams; may be repeated.")
    void kafka(Map<String, String> values) {
        values.forEach((name, value) -> passedOn.put(KafkaConfig.KAFKA_PREFIX + name, value));
    }

    /** For completion. */
    static final class ProfileNames extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        ProfileNames() {
            super(SettingsLayers.BUNDLED_PROFILES);
        }
    }

    /** The cameras that the file lists, with their own settings over those of all. */
    List<Camera> cameras(Settings all) {
        return config == null
                ? List.of()
                : new SettingsLayers(System.getenv()).cameras(config).cameras(all);
    }

    /** The same as {@link #collect}, with a file that is taken where --config names none. */
    public Settings collectWith(Path usual) {
        return collect(List.of(), Optional.of(config == null ? usual : config));
    }

    /** Lays environment, file and profile under what these options and the others say. */
    public Settings collect(List<SettingOptions> others) {
        return collect(others, Optional.ofNullable(config));
    }

    /** Time zones, opening hours, zones and lines of the cameras in the file, by id. */
    public Map<String, CameraVersion> places() {
        return config == null ? Map.of() : CameraSettingsFile.read(config, Instant.EPOCH);
    }

    private Settings collect(List<SettingOptions> others, Optional<Path> file) {
        Map<String, String> all = new LinkedHashMap<>(passedOn);
        all.putAll(kafka.chosen());
        others.forEach(options -> all.putAll(options.chosen()));
        return new SettingsLayers(System.getenv()).collect(file, Optional.ofNullable(profile), all);
    }
}
