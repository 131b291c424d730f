package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.vision.FaceAttributes;
import java.util.Set;

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
     * @param extras names of the answers besides gender and age that the user asked for
     */
    static AttributeHead of(String model, AttributesSpec.Head spec, Set<String> extras) {
        return spec.accept(new AttributeHeads(model, extras));
    }
}
