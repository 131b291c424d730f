package io.agender.vision.head;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;

/**
 * Gender as probabilities of two classes.
 *
 * @param classes how the numbers become probabilities
 * @param male index of the class for male, 0 or 1
 */
record GenderClassesHead(Classes classes, int male) implements AttributeHead {

    private static final int NUMBERS = 2;

    @Override
    public int numbers() {
        return NUMBERS;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        double probability = classes.read(output, at, NUMBERS).probability(male);
        Gender gender = probability >= 0.5 ? Gender.MALE : Gender.FEMALE;
        return soFar.withGender(gender, probability);
    }
}
