package io.agender.inference;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.ExtraEstimate;
import io.agender.schemas.Face;
import io.agender.schemas.Gender;
import io.agender.schemas.HeadPose;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.TrackEstimate;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import java.util.OptionalDouble;

/**
 * From the values of the vision library to those of records. Numbers become floats: a float resolves a four-thousandth
 * of a pixel at the right edge of an 8K frame.
 */
final class ObservationMapper {

    private ObservationMapper() {}

    /** A face without estimates. */
    static Face face(Detection detection) {
        return Face.newBuilder()
                .setBox(box(detection.box()))
                .setScore((float) detection.score())
                .setGender(Gender.UNKNOWN)
                .setLandmarks(detection.landmarks().stream()
                        .map(ObservationMapper::landmark)
                        .toList())
                .setPose(detection.pose().map(ObservationMapper::pose).orElse(null))
                .build();
    }

    /** Writes what the networks say of a face in one frame. */
    static void estimate(Face face, FaceAttributes attributes) {
        face.setGender(gender(attributes.gender()));
        face.setMaleProbability(orNull(attributes.maleProbability()));
        face.setAge(orNull(attributes.age()));
        face.setAgeDeviation(orNull(attributes.ageDeviation()));
        face.setExtras(attributes.extras().stream()
                .map(extra -> new ExtraEstimate(extra.name(), extra.value(), (float) extra.probability()))
                .toList());
    }

    /** Writes what all classified frames say of a track. */
    static void estimate(TrackEstimate track, FaceAttributes attributes, int estimates) {
        track.setEstimates(estimates);
        track.setGender(gender(attributes.gender()));
        track.setMaleProbability(orNull(attributes.maleProbability()));
        track.setAge(orNull(attributes.age()));
        track.setAgeDeviation(orNull(attributes.ageDeviation()));
    }

    private static HeadPose pose(io.agender.vision.HeadPose pose) {
        return new HeadPose((float) pose.yaw(), (float) pose.pitch(), (float) pose.roll());
    }

    static BoundingBox box(io.agender.vision.BoundingBox box) {
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

    static ModelUse model(io.agender.vision.ModelUse model) {
        ModelTask task =
                switch (model.task()) {
                    case DETECTION -> ModelTask.DETECTION;
                    case GENDER -> ModelTask.GENDER;
                    case AGE -> ModelTask.AGE;
                    case GENDER_AND_AGE -> ModelTask.GENDER_AND_AGE;
                    case LANDMARKS -> ModelTask.LANDMARKS;
                };
        return new ModelUse(task, model.name(), model.sha256());
    }

    private static Float orNull(OptionalDouble value) {
        return value.isEmpty() ? null : (float) value.getAsDouble();
    }
}
