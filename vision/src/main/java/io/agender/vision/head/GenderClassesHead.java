package io.agender.vision.head;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.OptionalDouble;

/**
 * Gender as probabilities of two classes.
 *
 * @param model the model's name, for messages
 * @param male index of the class for male, 0 or 1
 */
record GenderClassesHead(String model, int male) implements AttributeHead {

    private static final int CLASSES = 2;

    @Override
    public int numbers() {
        return CLASSES;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        double probability = Distribution.of(model, output, at, CLASSES).probability(male);
        Gender gender = probability >= 0.5 ? Gender.MALE : Gender.FEMALE;
        return new FaceAttributes(gender, OptionalDouble.of(probability), soFar.age(), soFar.ageDeviation());
    }
}
