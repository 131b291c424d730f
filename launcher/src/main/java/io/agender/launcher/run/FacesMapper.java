package io.agender.launcher.run;

import io.agender.schemas.Face;
import io.agender.schemas.TrackEstimate;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * From the faces of a record to what the annotator draws: of a track what all its frames say, of any other face what this
 * frame says. Landmarks are not drawn and stay behind.
 */
final class FacesMapper {

    private FacesMapper() {}

    static List<AnalyzedFace> toVision(List<Face> faces) {
        return faces.stream().map(FacesMapper::toVision).toList();
    }

    private static AnalyzedFace toVision(Face face) {
        BoundingBox box = new BoundingBox(
                face.getBox().getX(),
                face.getBox().getY(),
                face.getBox().getWidth(),
                face.getBox().getHeight());
        Detection detection = new Detection(box, face.getScore(), List.of());
        TrackEstimate track = face.getTrack();
        if (track == null) {
            return new AnalyzedFace(
                    detection,
                    attributes(face.getGender(), face.getMaleProbability(), face.getAge(), face.getAgeDeviation()));
        }
        return new AnalyzedFace(
                detection,
                attributes(track.getGender(), track.getMaleProbability(), track.getAge(), track.getAgeDeviation()),
                OptionalInt.of(track.getNumber()));
    }

    private static FaceAttributes attributes(
            io.agender.schemas.Gender gender, Float maleProbability, Float age, Float ageDeviation) {
        return new FaceAttributes(gender(gender), optional(maleProbability), optional(age), optional(ageDeviation));
    }

    private static Gender gender(io.agender.schemas.Gender gender) {
        return switch (gender) {
            case FEMALE -> Gender.FEMALE;
            case MALE -> Gender.MALE;
            case UNKNOWN -> Gender.UNKNOWN;
        };
    }

    private static OptionalDouble optional(Float value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
