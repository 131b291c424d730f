package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.InputSpec;
import io.agender.models.ModelDescriptor;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.head.BlazeFaceHead;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.NetworkDetector;
import io.agender.vision.onnx.OrtModel;

/** The loaded face detector: makes each analyzer's own from what they share. The engine owns and closes it. */
interface DetectorSource extends AutoCloseable {

    /** A detector for one analyzer. */
    FaceDetector newDetector();

    @Override
    void close();

    /**
     * Loads a detector.
     *
     * @param file the bytes of the model's file
     * @throws VisionException when the file is not what the descriptor says
     */
    static DetectorSource open(ModelDescriptor model, byte[] file, VisionConfig config) {
        if (model.detector().head() instanceof BlazeFace spec) {
            double minScore = minScore(model, config);
            double lowest = Math.min(minScore, config.weakScore().orElse(minScore));
            InputSpec input = spec.input();
            return new NetworkDetectorSource(
                    NetworkDetector.open(
                            OrtModel.open(model.name(), file, InputShape.of(input, 1), config.threads()),
                            new BlazeFaceHead(model.name(), spec),
                            spec.maxOverlap(),
                            lowest),
                    input,
                    (width, height) -> Letterbox.fit(width, height, input.width(), input.height()));
        }
        if (model.detector().head() instanceof Cascade spec) {
            return CascadeDetectorSource.open(model.name(), file, spec);
        }
        throw new VisionException("The detector " + model.name() + " is of a kind that this version does not know.");
    }

    /** From which score on a detection counts by itself. */
    static double minScore(ModelDescriptor model, VisionConfig config) {
        return config.minScore().orElse(model.detector().minScore());
    }
}
