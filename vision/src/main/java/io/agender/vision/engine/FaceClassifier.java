package io.agender.vision.engine;

import io.agender.models.AttributesSpec;
import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.geometry.CropRegion;
import io.agender.vision.geometry.Roll;
import io.agender.vision.geometry.SeedRules;
import io.agender.vision.head.AttributeEstimator;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatCrop;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Cuts faces out of full-size frames and estimates their gender and age. Belongs to one analyzer. */
final class FaceClassifier {

    private final AttributeEstimator estimator;
    private final AttributesSpec spec;
    private final BoxTransform faceBox;
    private final double levelledFrom;
    private final BlobWriter writer;

    /**
     * @param estimator the shared networks, which the engine closes
     * @param faceBox from the detector's box to the canonical face box
     */
    FaceClassifier(AttributeEstimator estimator, AttributesSpec spec, BoxTransform faceBox) {
        this.estimator = estimator;
        this.spec = spec;
        this.faceBox = faceBox;
        this.levelledFrom = spec.levelledFrom() == null ? 0 : Math.toRadians(spec.levelledFrom());
        this.writer = BlobWriter.of(spec.input());
    }

    /** A face as the networks want it. A {@link org.bytedeco.javacpp.PointerScope} is open. */
    FaceCrop crop(Mat frame, Detection detection) {
        int width = spec.input().width();
        int height = spec.input().height();
        byte[] pixels = new byte[width * height * FaceCrop.CHANNELS];
        cut(frame, detection, width, height).data().get(pixels);
        return new FaceCrop(width, height, pixels);
    }

    private Mat cut(Mat frame, Detection detection, int width, int height) {
        if (spec.patch() != null) {
            return MatCrop.squeeze(frame, SeedRules.patch(detection.box(), frame.cols(), frame.rows()), width, height);
        }
        CropRegion region = CropRegion.around(detection.box(), faceBox, spec.margin());
        return MatCrop.cutUpright(frame, region, tilt(detection), width, height);
    }

    private double tilt(Detection detection) {
        double roll = spec.levelled() ? Roll.of(detection.landmarks()) : 0;
        return Math.abs(roll) < levelledFrom ? 0 : roll;
    }

    boolean accepts(FaceCrop crop) {
        return crop.width() == spec.input().width()
                && crop.height() == spec.input().height();
    }

    /** What the networks say, in the order of the crops; no network is asked when there are none. */
    List<FaceAttributes> classify(List<FaceCrop> crops) {
        return estimator.estimate(
                writer.writePixels(crops.stream().map(FaceCrop::pixels).toList()), crops.size());
    }
}
