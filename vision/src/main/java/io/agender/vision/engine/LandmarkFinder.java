package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.LandmarksSpec;
import io.agender.vision.Detection;
import io.agender.vision.FaceCrop;
import io.agender.vision.Landmark;
import io.agender.vision.geometry.CropRegion;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.head.LandmarkEstimator;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatCrop;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Finds landmarks on faces whose detector gives none. Belongs to one analyzer. */
final class LandmarkFinder {

    private final LandmarkEstimator estimator;
    private final LandmarksSpec spec;
    private final BoxTransform faceBox;
    private final boolean everyFace;
    private final BlobWriter writer;

    /**
     * @param estimator the shared network, which the engine closes
     * @param faceBox from the detector's box to the canonical face box
     * @param everyFace whether each face gets landmarks as soon as it is found
     */
    LandmarkFinder(LandmarkEstimator estimator, LandmarksSpec spec, BoxTransform faceBox, boolean everyFace) {
        this.estimator = estimator;
        this.spec = spec;
        this.faceBox = faceBox;
        this.everyFace = everyFace;
        this.writer = BlobWriter.of(spec.input());
    }

    /** Whether each face gets landmarks as soon as it is found; else those that are asked for. */
    boolean everyFace() {
        return everyFace;
    }

    /** The face with landmarks. A {@link org.bytedeco.javacpp.PointerScope} is open. */
    Detection find(Mat frame, Detection face) {
        int width = spec.input().width();
        int height = spec.input().height();
        CropRegion region = CropRegion.around(face.box(), faceBox, spec.margin());
        byte[] pixels = new byte[width * height * FaceCrop.CHANNELS];
        MatCrop.cut(frame, region, width, height).data().get(pixels);
        List<Landmark> landmarks = estimator.estimate(writer.writePixels(List.of(pixels)), region);
        return new Detection(
                face.box(),
                face.score(),
                landmarks,
                MeanFace.FACE_API_68.pose(landmarks, face.box().longerSide()));
    }
}
