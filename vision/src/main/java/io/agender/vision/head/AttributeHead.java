package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.vision.FaceAttributes;

/** Turns one raw output of a gender and age network into values. Immutable. */
interface AttributeHead {

    /** How many numbers the output has for each face. */
    int numbers();

    /**
     * Adds what one face's numbers say.
     *
     * @param output finite numbers
     * @param at index of the face's first number
     * @param soFar what other heads said of the face
     */
    FaceAttributes read(float[] output, int at, FaceAttributes soFar);

    /**
     * The head that a descriptor asks for.
     *
     * @param model the model's name, for messages
     */
    static AttributeHead of(String model, AttributesSpec.Head spec) {
        if (spec instanceof GenderNumber gender) {
            return new GenderNumberHead(gender.threshold(), gender.one() == AttributesSpec.Gender.MALE);
        }
        if (spec instanceof AgeNumber) {
            return new AgeNumberHead(1);
        }
        throw new IllegalArgumentException("unknown head " + spec);
    }
}
