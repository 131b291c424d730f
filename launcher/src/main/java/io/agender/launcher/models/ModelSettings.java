package io.agender.launcher.models;

import io.agender.launcher.engine.EngineConfig;
import io.agender.runtime.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where models are kept and fetched from.
 *
 * @param directory the model directory
 * @param mirror a folder or a web address that is asked for model files before their sources
 */
public record ModelSettings(Path directory, Optional<String> mirror) {

    public static final String MIRROR = "model.mirror";

    /** The settings that {@link #from} reads, besides the model directory. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    MIRROR,
                    Type.STRING,
                    null,
                    Importance.LOW,
                    "Folder or web address that `agender models pull` asks for each file, by its name, before the sources"
                            + " in the model's descriptor.");

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static ModelSettings from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new ModelSettings(
                EngineConfig.from(settings).modelDirectory(),
                Optional.ofNullable(config.getString(MIRROR)).filter(mirror -> !mirror.isBlank()));
    }
}
