package io.agender.vision.engine;

import io.agender.models.ModelDescriptor;
import io.agender.vision.VisionException;
import java.util.List;

/** The loaded face detector: makes each analyzer's own from what they share. The engine owns and closes it. */
interface DetectorSource extends AutoCloseable {

    /** A detector for one analyzer. */
    FaceDetector newDetector();

    @Override
    void close();

    /**
     * Loads a detector.
     *
     * @param files the bytes of the model's files, in the descriptor's order
     * @throws VisionException when a file is not what the descriptor says
     */
    static DetectorSource open(ModelDescriptor model, List<byte[]> files, VisionConfig config) {
        return model.detector().head().accept(new DetectorLoader(model, files, config));
    }

    /** From which score on a detection counts by itself. */
    static double minScore(ModelDescriptor model, VisionConfig config) {
        return config.minScore().orElse(model.detector().minScore());
    }
}
