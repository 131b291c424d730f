package io.agender.launcher.command.option;

import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which videos are read, and how they are sampled. */
public final class SourceOptions {

    @Mixin
    private SettingOptions settings = SettingGroups.sources();

    @Parameters(
            paramLabel = "VIDEO",
            arity = "0..*",
            description = "Cameras, videos, animations or folders of pictures: ID=SOURCE, or named after the file.")
    private List<String> videos = new ArrayList<>();

    @Option(
            names = "--camera",
            paramLabel = "ID=SOURCE",
            description = "A source with the camera id to use; may be repeated.")
    private List<String> cameras = new ArrayList<>();

    /** How the sources are read. */
    public SettingOptions settings() {
        return settings;
    }

    /** The cameras of the file, then those of the command line; throws SettingsException when there is none. */
    public List<Camera> cameras(CommonOptions common, Settings all) {
        List<Camera> found = new ArrayList<>(common.cameras(all));
        FrameProducerConfig config = FrameProducerConfig.from(all);
        CameraSource.of(found.stream().map(Camera::source).toList(), cameras, videos)
                .forEach(source -> found.add(new Camera(source, config)));
        if (found.isEmpty()) {
            throw new SettingsException(
                    "There is no source; name a VIDEO, --camera ID=SOURCE, or a --config file with cameras.");
        }
        return found;
    }
}
