package io.agender.vision.head;

import io.agender.models.AttributesSpec.AgeClass;
import io.agender.models.AttributesSpec.AgeClasses;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.AgeProbabilities;
import io.agender.models.AttributesSpec.AgeSteps;
import io.agender.models.AttributesSpec.Extra;
import io.agender.models.AttributesSpec.GenderClass;
import io.agender.models.AttributesSpec.GenderClasses;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.models.AttributesSpec.Head;

/** What a network would answer, worked out from the survey's words and not from the code that reads it. */
public final class HeadNumbers {

    private HeadNumbers() {}

    /** The numbers of an output for a man of about this age. */
    public static float[] manOfAbout(double age, Head head) {
        if (head instanceof GenderNumber gender) {
            return new float[] {gender.one() == GenderClass.MALE ? 0.9f : 0.1f};
        }
        if (head instanceof GenderClasses gender) {
            return only(gender.order().indexOf(GenderClass.MALE), 2, gender.softmax());
        }
        if (head instanceof AgeNumber number) {
            return new float[] {(float) (age / number.factor())};
        }
        if (head instanceof AgeClasses classes) {
            for (int i = 0; i < classes.classes().size(); i++) {
                AgeClass years = classes.classes().get(i);
                if (years.from() <= age && age <= years.to()) {
                    return only(i, classes.classes().size(), classes.softmax());
                }
            }
            throw new IllegalArgumentException("no class for " + age + " years");
        }
        if (head instanceof AgeProbabilities years) {
            return only((int) age - years.first(), years.count(), years.softmax());
        }
        if (head instanceof AgeSteps steps) {
            return only((int) Math.round(age / steps.step()), steps.count(), steps.softmax());
        }
        Extra extra = (Extra) head;
        return only(1, extra.classes().size(), extra.softmax());
    }

    private static float[] only(int index, int count, boolean logits) {
        float[] numbers = new float[count];
        numbers[index] = logits ? 12 : 1;
        return numbers;
    }
}
