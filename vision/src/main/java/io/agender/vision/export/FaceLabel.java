package io.agender.vision.export;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;

/**
 * What is written at a face: {@code F 31}, {@code M 40}, {@code ? 25}, or the letter alone without an age; the number of
 * its track before it, {@code #3 F 31}, when it has one.
 */
final class FaceLabel {

    private FaceLabel() {}

    static String of(AnalyzedFace face) {
        String text = of(face.attributes());
        return face.track().isPresent() ? "#" + face.track().getAsInt() + " " + text : text;
    }

    private static String of(FaceAttributes attributes) {
        String letter = letter(attributes.gender());
        return attributes.age().isPresent()
                ? letter + " " + Math.round(attributes.age().getAsDouble())
                : letter;
    }

    private static String letter(Gender gender) {
        return switch (gender) {
            case FEMALE -> "F";
            case MALE -> "M";
            case UNKNOWN -> "?";
        };
    }
}
