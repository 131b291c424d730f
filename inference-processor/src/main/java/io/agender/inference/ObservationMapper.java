package io.agender.inference;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FrameAnalysis;
import java.util.List;
import java.util.OptionalDouble;

/**
 * From an analysis to a record of agender.faces. Numbers become floats: a float resolves a four-thousandth of a pixel
 * at the right edge of an 8K frame. Nothing of the clock or of this instance goes in.
 */
final class ObservationMapper {

    private final List<ModelUse> models;

    ObservationMapper(List<io.agender.vision.ModelUse> models) {
        this.models = models.stream().map(ObservationMapper::model).toList();
    }

    FrameFaces toFaces(Frame frame, FrameAnalysis analysis) {
        return FrameFaces.newBuilder()
                .setCameraId(frame.getCameraId())
                .setStreamId(frame.getStreamId())
                .setSequence(frame.getSequence())
                .setCapturedAt(frame.getCapturedAt())
                .setFrameWidth(analysis.width())
                .setFrameHeight(analysis.height())
                .setEndOfStream(frame.getEndOfStream())
                .setModels(models)
                .setFaces(analysis.faces().stream().map(ObservationMapper::face).toList())
                .build();
    }

    private static Face face(AnalyzedFace face) {
        FaceAttributes attributes = face.attributes();
        return Face.newBuilder()
                .setBox(box(face.detection().box()))
                .setScore((float) face.detection().score())
                .setLandmarks(face.detection().landmarks().stream()
                        .map(ObservationMapper::landmark)
                        .toList())
                .setGender(gender(attributes.gender()))
                .setMaleProbability(orNull(attributes.maleProbability()))
                .setAge(orNull(attributes.age()))
                .setAgeDeviation(orNull(attributes.ageDeviation()))
                .build();
    }

    private static BoundingBox box(io.agender.vision.BoundingBox box) {
        return new BoundingBox((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
    }

    private static Landmark landmark(io.agender.vision.Landmark landmark) {
        return new Landmark(landmark.point().name(), (float) landmark.x(), (float) landmark.y());
    }

    private static Gender gender(io.agender.vision.Gender gender) {
        return switch (gender) {
            case UNKNOWN -> Gender.UNKNOWN;
            case FEMALE -> Gender.FEMALE;
            case MALE -> Gender.MALE;
        };
    }

    private static ModelUse model(io.agender.vision.ModelUse model) {
        ModelTask task =
                switch (model.task()) {
                    case DETECTION -> ModelTask.DETECTION;
                    case GENDER -> ModelTask.GENDER;
                    case AGE -> ModelTask.AGE;
                    case GENDER_AND_AGE -> ModelTask.GENDER_AND_AGE;
                };
        return new ModelUse(task, model.name(), model.sha256());
    }

    private static Float orNull(OptionalDouble value) {
        return value.isEmpty() ? null : (float) value.getAsDouble();
    }
}
