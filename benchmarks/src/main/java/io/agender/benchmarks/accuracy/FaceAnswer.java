package io.agender.benchmarks.accuracy;

import io.agender.vision.FaceAttributes;
import java.util.Optional;

/**
 * What a detector and a model made of a labelled picture.
 *
 * @param faces how many faces the detector found in it
 * @param side the longer side of the face's box in pixels of the picture; 0 when none was found
 * @param padded whether it was read with a border around the picture
 * @param attributes as the pipeline tells them; empty when no face was found
 * @param atEveryAge the same before the genders of the young are taken away
 */
record FaceAnswer(
        int faces,
        double side,
        boolean padded,
        Optional<FaceAttributes> attributes,
        Optional<FaceAttributes> atEveryAge) {

    static final FaceAnswer MISSED = new FaceAnswer(0, 0, false, Optional.empty());

    /** Of a face whose gender is named at every age. */
    FaceAnswer(int faces, double side, boolean padded, Optional<FaceAttributes> attributes) {
        this(faces, side, padded, attributes, attributes);
    }

    boolean found() {
        return attributes.isPresent();
    }
}
