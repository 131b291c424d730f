package io.agender.launcher.command.models;

import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.models.ModelSettings;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.models.ModelCatalog;
import io.agender.vision.engine.VisionEngine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the models are that a command is about. */
final class ModelDirectoryOptions {

    @Mixin
    private SettingOptions directory = SettingGroups.modelDirectory();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with settings.")
    private Path config;

    ModelSettings collect() {
        return ModelSettings.from(new SettingsLayers(System.getenv())
                .collect(Optional.ofNullable(config), Optional.empty(), directory.chosen()));
    }

    static ModelCatalog catalog(ModelSettings settings) {
        return VisionEngine.catalog(Optional.of(settings.directory()));
    }
}
