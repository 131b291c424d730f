package io.agender.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the networks say of one face. Immutable; never NaN.
 *
 * @param gender the gender as it appears to the network
 * @param maleProbability probability of male, 0 to 1, with the line between genders at a half. For models whose
 *     descriptor has a calibration it is right as often as it says; for others it is the network's own output
 * @param age apparent age in years
 * @param ageDeviation how far the age may be off, in years: about 70 of 100 errors lie within, for models whose
 *     descriptor has measured errors; the standard deviation of the network's own distribution for those that give one
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

    /**
     * The same, but without a gender where the age is below this many years: of children networks say little more than
     * chance.
     */
    public FaceAttributes withGenderFrom(double minAge) {
        return age.isPresent() && age.getAsDouble() < minAge
                ? new FaceAttributes(Gender.UNKNOWN, OptionalDouble.empty(), age, ageDeviation, extras)
                : this;
    }

    /** The same with one more answer besides gender and age. */
    public FaceAttributes withExtra(ExtraEstimate extra) {
        List<ExtraEstimate> more = new ArrayList<>(extras);
        more.add(extra);
        return new FaceAttributes(gender, maleProbability, age, ageDeviation, more);
    }
}
