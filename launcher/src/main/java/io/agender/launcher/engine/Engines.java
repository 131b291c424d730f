package io.agender.launcher.engine;

import io.agender.inference.InferenceConfig;
import io.agender.launcher.files.NativeLibraries;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.agender.vision.track.TrackerConfig;
import java.util.Optional;
import java.util.OptionalDouble;

/** Opens the vision engine as the settings want it. */
public final class Engines {

    private Engines() {}

    /** The engine for an analysis; the caller closes it, after everything that uses it. */
    public static VisionEngine open(EngineConfig config, InferenceConfig analysis) {
        NativeLibraries.beforeVision();
        return VisionEngine.open(config(config, analysis));
    }

    /** What opens videos; variables in addresses are those of the environment. */
    public static VideoEngine videos() {
        NativeLibraries.beforeVision();
        return new VideoEngine(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** What the engine for an analysis is made of: where faces are followed, it tells of weak ones too. */
    public static VisionConfig config(EngineConfig config, InferenceConfig analysis) {
        return new VisionConfig(
                config.detector(),
                config.model(),
                config.minScore(),
                analysis.tracking().isPresent()
                        ? OptionalDouble.of(TrackerConfig.DEFAULTS.lowScore())
                        : OptionalDouble.empty(),
                config.threads(),
                Optional.of(config.modelDirectory()),
                config.maxPixels(),
                config.extraHeads(),
                config.executionProvider(),
                config.minFaceSide(),
                config.landmarks(),
                config.search());
    }
}
