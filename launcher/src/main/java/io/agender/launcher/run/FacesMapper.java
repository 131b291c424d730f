package io.agender.launcher.run;

import io.agender.schemas.Face;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;

/** From the faces of a record to what the annotator draws. Landmarks are not drawn and stay behind. */
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
        FaceAttributes attributes = new FaceAttributes(
                gender(face),
                optional(face.getMaleProbability()),
                optional(face.getAge()),
                optional(face.getAgeDeviation()));
        return new AnalyzedFace(new Detection(box, face.getScore(), List.of()), attributes);
    }

    private static Gender gender(Face face) {
        return switch (face.getGender()) {
            case FEMALE -> Gender.FEMALE;
            case MALE -> Gender.MALE;
            case UNKNOWN -> Gender.UNKNOWN;
        };
    }

    private static OptionalDouble optional(Float value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
