package io.agender.vision.engine;

import io.agender.models.AttributesSpec;
import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.geometry.CropRegion;
import io.agender.vision.onnx.OrtAttributeEstimator;
import io.agender.vision.opencv.BlobWriter;
import io.agender.vision.opencv.MatCrop;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Estimates gender and age of a frame's faces from crops of the full-size frame. Belongs to one analyzer. */
final class FaceClassifier {

    private final OrtAttributeEstimator estimator;
    private final AttributesSpec spec;
    private final BoxTransform faceBox;
    private final BlobWriter writer;

    /**
     * @param estimator the shared networks, which the engine closes
     * @param faceBox from the detector's box to the canonical face box
     */
    FaceClassifier(OrtAttributeEstimator estimator, AttributesSpec spec, BoxTransform faceBox) {
        this.estimator = estimator;
        this.spec = spec;
        this.faceBox = faceBox;
        this.writer = new BlobWriter(spec.input());
    }

    /** The detections in their order, with what the networks say; no network is asked when there are none. */
    List<AnalyzedFace> classify(Mat frame, List<Detection> detections) {
        List<Mat> crops =
                detections.stream().map(detection -> crop(frame, detection)).toList();
        List<FaceAttributes> attributes = estimator.estimate(writer.write(crops), crops.size());
        return IntStream.range(0, crops.size())
                .mapToObj(face -> new AnalyzedFace(detections.get(face), attributes.get(face)))
                .toList();
    }

    private Mat crop(Mat frame, Detection detection) {
        CropRegion region = CropRegion.around(detection.box(), faceBox, spec.margin());
        return MatCrop.cut(frame, region, spec.input().width(), spec.input().height());
    }
}
