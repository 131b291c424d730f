package io.agender.vision.head;

import io.agender.vision.ExtraEstimate;
import io.agender.vision.FaceAttributes;
import java.util.List;

/**
 * An answer besides gender and age, such as race, for a user who asked for it.
 *
 * @param name what it is about
 * @param classes how the numbers become probabilities
 * @param values the classes, in the order of the output
 */
record ExtraHead(String name, Classes classes, List<String> values) implements AttributeHead {

    @Override
    public int numbers() {
        return values.size();
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        Distribution answer = classes.read(output, at, values.size());
        int likeliest = answer.likeliest();
        return soFar.withExtra(new ExtraEstimate(name, values.get(likeliest), answer.probability(likeliest)));
    }
}
