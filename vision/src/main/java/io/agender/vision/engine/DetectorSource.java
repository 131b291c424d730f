package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.ModelDescriptor;
import io.agender.vision.VisionException;

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
            return NetworkDetectorSource.open(model.name(), file, spec, lowest, config.threads());
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
