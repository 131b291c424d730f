package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.LandmarksSpec;
import io.agender.models.ModelDescriptor;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.LandmarkEstimator;
import io.agender.vision.onnx.SessionSettings;
import java.util.List;

/**
 * The loaded network for landmarks: makes each analyzer's own finder. The engine owns and closes it.
 *
 * @param faceBox from the detector's box to the canonical face box
 * @param everyFace whether each face gets landmarks as soon as it is found
 */
record LandmarkSource(LandmarkEstimator estimator, LandmarksSpec spec, BoxTransform faceBox, boolean everyFace)
        implements AutoCloseable {

    /**
     * Loads the network.
     *
     * @param files the bytes of the model's files, in the descriptor's order
     * @throws io.agender.vision.VisionException when a file is not what the descriptor says
     */
    static LandmarkSource open(
            ModelDescriptor model,
            List<byte[]> files,
            SessionSettings settings,
            BoxTransform faceBox,
            boolean everyFace) {
        LandmarksSpec spec = model.landmarks();
        LandmarkEstimator estimator = LandmarkEstimator.open(
                model.name(), new NetworkLoader(model, files, settings).only(InputShape.of(spec.input(), -1)), spec);
        return new LandmarkSource(estimator, spec, faceBox, everyFace);
    }

    /** A finder for one analyzer. */
    LandmarkFinder newFinder() {
        return new LandmarkFinder(estimator, spec, faceBox, everyFace);
    }

    @Override
    public void close() {
        estimator.close();
    }
}
