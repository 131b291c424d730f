package io.agender.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the networks say of one face. Immutable; never NaN.
 *
 * @param gender the gender as it appears to the network
 * @param maleProbability the network's output for male, 0 to 1, not calibrated; where the network's authors draw the line
 *     elsewhere than at a half, moved so that it is at a half
 * @param age apparent age in years
 * @param ageDeviation standard deviation of the age in years, for networks that give a distribution
 * @param extras answers besides gender and age; empty unless the user asked for them
 */
public record FaceAttributes(
        Gender gender,
        OptionalDouble maleProbability,
        OptionalDouble age,
        OptionalDouble ageDeviation,
        List<ExtraEstimate> extras) {

    /** Nothing was estimated. */
    public static final FaceAttributes UNKNOWN =
            new FaceAttributes(Gender.UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public FaceAttributes {
        extras = List.copyOf(extras);
    }

    /** Gender and age alone. */
    public FaceAttributes(
            Gender gender, OptionalDouble maleProbability, OptionalDouble age, OptionalDouble ageDeviation) {
        this(gender, maleProbability, age, ageDeviation, List.of());
    }

    /** The same with this gender. */
    public FaceAttributes withGender(Gender gender, double maleProbability) {
        return new FaceAttributes(gender, OptionalDouble.of(maleProbability), age, ageDeviation, extras);
    }

    /** The same with this age. */
    public FaceAttributes withAge(double age, OptionalDouble deviation) {
        return new FaceAttributes(gender, maleProbability, OptionalDouble.of(age), deviation, extras);
    }

    /** The same with one more answer besides gender and age. */
    public FaceAttributes withExtra(ExtraEstimate extra) {
        List<ExtraEstimate> more = new ArrayList<>(extras);
        more.add(extra);
        return new FaceAttributes(gender, maleProbability, age, ageDeviation, more);
    }
}
