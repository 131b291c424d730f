package io.agender.launcher.engine;

import io.agender.models.DetectorSpec;
import io.agender.models.ModelException;
import io.agender.vision.engine.SearchSize;
import io.agender.vision.engine.SmallestFace;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.Optional;

/**
 * Which faces a detector finds, in words; nothing is loaded for it.
 *
 * @param detector its name in the catalogue
 * @param spec what was measured of it
 * @param size how large it sees frames
 */
public record FoundFaces(String detector, DetectorSpec spec, SearchSize size) {

    /**
     * Of the detector that the settings name.
     *
     * @throws ModelException when there is none of that name
     */
    public static FoundFaces of(EngineConfig config) {
        String name = config.detector().equals(VisionConfig.AUTO) ? VisionConfig.DEFAULT_DETECTOR : config.detector();
        return new FoundFaces(
                name,
                VisionEngine.catalog(Optional.of(config.modelDirectory()))
                        .detector(name)
                        .detector(),
                config.search());
    }

    /**
     * From which size on faces are found in frames of some size: a clause without a full stop; empty where nobody has
     * measured it.
     */
    public Optional<String> clause(int width, int height) {
        return SmallestFace.of(spec, size, width, height).map(found -> {
            long pixels = (long) Math.ceil(found.pixels() - 1e-6);
            return "from " + pixels + " pixels on, nine in ten, by " + detector
                    + (found.looks() > 1 ? " in " + found.looks() + " looks at each frame" : "")
                    + (size.isOwn() && spec.head().networkInput().isPresent()
                            ? "; smaller ones with --detect-min-face"
                            : "");
        });
    }
}
