package io.agender.verification;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalysis;
import io.agender.vision.UndecodableImageException;
import java.util.List;
import java.util.Optional;

/** The record of agender.faces that a frame must give, by the fake engine: a fold over the frames of a camera. */
final class NaiveFaces {

    private final FakeAnalyzer engine = new FakeAnalyzer();

    boolean isUndecodable(Frame frame) {
        try {
            FakePicture.decode(frame.getImage().array());
            return false;
        } catch (UndecodableImageException e) {
            return true;
        }
    }

    /** The record; empty when the picture can't be read. */
    Optional<FrameFaces> take(Frame frame) {
        FrameAnalysis analysis;
        try {
            analysis = engine.analyze(new EncodedImage(frame.getImage().array(), frame.getWidth(), frame.getHeight()));
        } catch (UndecodableImageException e) {
            return Optional.empty();
        }
        return Optional.of(FrameFaces.newBuilder()
                .setCameraId(frame.getCameraId())
                .setStreamId(frame.getStreamId())
                .setSequence(frame.getSequence())
                .setCapturedAt(frame.getCapturedAt())
                .setFrameWidth(analysis.width())
                .setFrameHeight(analysis.height())
                .setEndOfStream(frame.getEndOfStream())
                .setModels(models())
                .setFaces(analysis.faces().stream().map(NaiveFaces::face).toList())
                .build());
    }

    private List<ModelUse> models() {
        return engine.models().stream()
                .map(model -> new ModelUse(ModelTask.valueOf(model.task().name()), model.name(), model.sha256()))
                .toList();
    }

    private static Face face(AnalyzedFace analyzed) {
        io.agender.vision.BoundingBox box = analyzed.detection().box();
        return Face.newBuilder()
                .setBox(new BoundingBox((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height()))
                .setScore((float) analyzed.detection().score())
                .setLandmarks(analyzed.detection().landmarks().stream()
                        .map(point -> new Landmark(point.point().name(), (float) point.x(), (float) point.y()))
                        .toList())
                .setGender(Gender.valueOf(analyzed.attributes().gender().name()))
                .setMaleProbability(
                        (float) analyzed.attributes().maleProbability().orElseThrow())
                .setAge((float) analyzed.attributes().age().orElseThrow())
                .build();
    }
}
