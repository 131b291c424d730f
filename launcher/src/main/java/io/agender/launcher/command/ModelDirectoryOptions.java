package io.agender.launcher.command;

import io.agender.inference.InferenceConfig;
import io.agender.launcher.models.ModelSettings;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.models.ModelCatalog;
import io.agender.vision.engine.VisionEngine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the models are that a command is about. */
final class ModelDirectoryOptions {

    private final SettingOptions settings = new SettingOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with settings.")
    private Path config;

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            description = "The model directory. Default: setting model.directory, else a folder with your other data.")
    void modelDirectory(String value) {
        settings.set(InferenceConfig.MODEL_DIRECTORY, value);
    }

    ModelSettings collect() {
        return ModelSettings.from(new SettingsLayers(System.getenv())
                .collect(Optional.ofNullable(config), Optional.empty(), settings.chosen()));
    }

    static ModelCatalog catalog(ModelSettings settings) {
        return VisionEngine.catalog(Optional.of(settings.directory()));
    }
}
