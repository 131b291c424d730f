package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeClasses;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.AgeProbabilities;
import io.agender.models.AttributesSpec.AgeReading;
import io.agender.models.AttributesSpec.AgeSteps;
import io.agender.models.AttributesSpec.Extra;
import io.agender.models.AttributesSpec.GenderClasses;
import io.agender.models.AttributesSpec.GenderNumber;
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
        if (spec instanceof GenderNumber gender) {
            return new GenderNumberHead(gender.threshold(), gender.one() == AttributesSpec.Gender.MALE);
        }
        if (spec instanceof GenderClasses gender) {
            return new GenderClassesHead(
                    new Classes(model, gender.softmax()), gender.order().indexOf(AttributesSpec.Gender.MALE));
        }
        if (spec instanceof AgeNumber age) {
            return new AgeNumberHead(age.factor());
        }
        if (spec instanceof AgeClasses age) {
            return AgeBinsHead.of(new Classes(model, age.softmax()), age.classes(), isExpected(age.reading()));
        }
        if (spec instanceof AgeProbabilities age) {
            Classes classes = new Classes(model, age.softmax());
            return AgeBinsHead.evenly(classes, age.count(), age.first(), 1, isExpected(age.reading()));
        }
        if (spec instanceof AgeSteps age) {
            Classes classes = new Classes(model, age.softmax());
            return AgeBinsHead.evenly(classes, age.count(), 0, age.step(), isExpected(age.reading()));
        }
        if (spec instanceof Extra extra) {
            return extras.contains(extra.name())
                    ? new ExtraHead(extra.name(), new Classes(model, extra.softmax()), extra.classes())
                    : new UnaskedHead(extra.classes().size());
        }
        throw new IllegalArgumentException("unknown head " + spec);
    }

    private static boolean isExpected(AgeReading reading) {
        return reading == AgeReading.EXPECTED;
    }
}
