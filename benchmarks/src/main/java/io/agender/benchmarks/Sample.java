package io.agender.benchmarks;

import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** What all benchmarks work on: the first frame of the sample clip in which a face is found. */
final class Sample {

    private Sample() {}

    static EncodedImage frame() {
        Path clip = Path.of(System.getProperty("agender.home", "."), "samples", "lobby.mp4");
        try (VisionEngine engine = VisionEngine.open(config("blazeface", VisionConfig.AUTO));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                VideoSource source = new VideoEngine().open(clip.toString(), VideoOptions.DEFAULTS)) {
            EncodedImage image = source.next().orElseThrow().image();
            while (analyzer.analyze(image).faces().isEmpty()) {
                image = source.next().orElseThrow().image();
            }
            return image;
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
