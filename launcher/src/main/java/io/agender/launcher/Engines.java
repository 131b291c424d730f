package io.agender.launcher;

import io.agender.inference.InferenceConfig;
import io.agender.launcher.files.NativeLibraries;
import io.agender.launcher.models.ModelSettings;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.agender.vision.track.TrackerConfig;
import java.util.Optional;
import java.util.OptionalDouble;

/** Opens the vision engine as the settings want it. */
public final class Engines {

    private Engines() {}

    /** The engine; the caller closes it, after everything that uses it. */
    public static VisionEngine open(InferenceConfig config) {
        NativeLibraries.beforeVision();
        return VisionEngine.open(config(config));
    }

    /** What opens videos; variables in addresses are those of the environment. */
    public static VideoEngine videos() {
        NativeLibraries.beforeVision();
        return new VideoEngine(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** What the engine is made of. */
    public static VisionConfig config(InferenceConfig config) {
        return new VisionConfig(
                        config.detector(),
                        config.model(),
                        config.minScore(),
                        config.tracking().isPresent()
                                ? OptionalDouble.of(TrackerConfig.DEFAULTS.lowScore())
                                : OptionalDouble.empty(),
                        config.inferenceThreads(),
                        Optional.of(ModelSettings.directory(config)),
                        config.maxPixels(),
                        config.extraHeads())
                .on(config.executionProvider());
    }
}
