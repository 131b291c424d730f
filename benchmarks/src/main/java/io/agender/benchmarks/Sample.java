package io.agender.benchmarks;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** What all benchmarks work on: one frame of the sample clip with a face, 640 x 360 pixels. */
final class Sample {

    /** In this frame the first visitor of the sample looks into the camera. */
    private static final int FRAME = 40;

    private Sample() {}

    static EncodedImage frame() {
        Path clip = Path.of(System.getProperty("agender.home", "."), "samples", "door.mp4");
        try (VideoSource source = new VideoEngine().open(clip.toString(), VideoOptions.DEFAULTS)) {
            for (int skipped = 0; skipped < FRAME; skipped++) {
                source.next().orElseThrow();
            }
            return source.next().orElseThrow().image();
        }
    }

    /** One thread, models from the folder that the system property names. */
    static VisionConfig config(String detector, String model) {
        String directory = System.getProperty("agender.model.directory", "");
        return new VisionConfig(
                detector,
                model,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
                VisionConfig.DEFAULT_MAX_PIXELS);
    }
}
