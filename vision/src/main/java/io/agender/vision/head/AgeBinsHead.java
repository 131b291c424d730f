package io.agender.vision.head;

import io.agender.models.AttributesSpec.AgeClass;
import io.agender.vision.FaceAttributes;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Age as probabilities of bins. A bin is a range of years, or a single value when its width is 0.
 *
 * @param classes how the numbers become probabilities
 * @param centres the middle of each bin in years
 * @param widths the width of each bin in years
 * @param expected whether the age is the expected value over all bins; otherwise it is the middle of the likeliest. The
 *     expected value moves smoothly, but of two far bins it says the middle, where nobody is
 */
record AgeBinsHead(Classes classes, double[] centres, double[] widths, boolean expected) implements AttributeHead {

    /** Bins as a descriptor has them. */
    static AgeBinsHead of(Classes classes, List<AgeClass> bins, boolean expected) {
        return new AgeBinsHead(
                classes,
                bins.stream().mapToDouble(AgeClass::centre).toArray(),
                bins.stream().mapToDouble(bin -> bin.to() - bin.from()).toArray(),
                expected);
    }

    /** Bins at equal distances: the first at {@code first} years, the next {@code step} years later. */
    static AgeBinsHead evenly(Classes classes, int bins, double first, double step, boolean expected) {
        double[] centres =
                IntStream.range(0, bins).mapToDouble(bin -> first + bin * step).toArray();
        return new AgeBinsHead(classes, centres, new double[bins], expected);
    }

    @Override
    public int numbers() {
        return centres.length;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        Distribution ages = classes.read(output, at, centres.length);
        double age = expected ? ages.mean(centres) : centres[ages.likeliest()];
        return soFar.withAge(age, OptionalDouble.of(ages.deviation(centres, widths)));
    }
}
