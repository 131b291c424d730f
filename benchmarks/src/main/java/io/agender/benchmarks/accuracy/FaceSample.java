package io.agender.benchmarks.accuracy;

import io.agender.vision.Gender;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A labelled face with what was answered for it.
 *
 * @param label what is known
 * @param answer what was said
 */
record FaceSample(LabelledFace label, FaceAnswer answer) {

    /** Years by which the answer is too high; empty without a label or without an age. */
    OptionalDouble ageError() {
        if (label.age().isEmpty() || answer.attributes().isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble age = answer.attributes().get().age();
        return age.isPresent()
                ? OptionalDouble.of(age.getAsDouble() - label.age().get().middle())
                : OptionalDouble.empty();
    }

    /** Whether the named gender is the labelled one; empty without a label or when none was named. */
    Optional<Boolean> genderRight() {
        Optional<Gender> named =
                answer.attributes().map(attributes -> attributes.gender()).filter(gender -> gender != Gender.UNKNOWN);
        return label.gender().isEmpty()
                ? Optional.empty()
                : named.map(label.gender().get()::equals);
    }

    /** Whether a gender was to be named: the face was found and its gender is known. */
    boolean hasGender() {
        return answer.found() && label.gender().isPresent();
    }
}
