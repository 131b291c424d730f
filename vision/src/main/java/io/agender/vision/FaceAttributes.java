package io.agender.vision;

import java.util.OptionalDouble;

/**
 * What the networks say of one face. Never NaN.
 *
 * @param gender the gender as it appears to the network
 * @param maleProbability the network's output for male, 0 to 1, not calibrated
 * @param age apparent age in years
 * @param ageDeviation standard deviation of the age in years, for networks that give a distribution
 */
public record FaceAttributes(
        Gender gender, OptionalDouble maleProbability, OptionalDouble age, OptionalDouble ageDeviation) {

    /** Nothing was estimated. */
    public static final FaceAttributes UNKNOWN =
            new FaceAttributes(Gender.UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
