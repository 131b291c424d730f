package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeError;
import io.agender.models.AttributesSpec.GenderCalibration;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Puts what was measured of a network's errors into its answers: a probability that is right as often as it says, and a
 * deviation of the age that is an error and not the network's own opinion.
 *
 * @param gender empty when it was not measured
 * @param ages empty when they were not measured; a network's own deviation stays
 */
record MeasuredErrors(Optional<GenderCalibration> gender, List<AgeError> ages) {

    /** Beyond this a network's certainty is rounding. */
    private static final double CERTAIN = 1e-6;

    static MeasuredErrors of(AttributesSpec spec) {
        return new MeasuredErrors(Optional.ofNullable(spec.genderCalibration()), spec.ageErrors());
    }

    FaceAttributes applyTo(FaceAttributes raw) {
        FaceAttributes calibrated = raw.maleProbability().isPresent() && gender.isPresent()
                ? withGender(raw, probability(raw.maleProbability().getAsDouble(), gender.get()))
                : raw;
        return raw.age().isPresent() && raw.ageDeviation().isEmpty() && !ages.isEmpty()
                ? calibrated.withAge(
                        raw.age().getAsDouble(),
                        OptionalDouble.of(error(raw.age().getAsDouble())))
                : calibrated;
    }

    private static FaceAttributes withGender(FaceAttributes raw, double male) {
        return raw.withGender(male >= 0.5 ? Gender.MALE : Gender.FEMALE, male);
    }

    private static double probability(double raw, GenderCalibration calibration) {
        double bounded = Math.max(CERTAIN, Math.min(1 - CERTAIN, raw));
        double odds = Math.log(bounded) - Math.log1p(-bounded);
        return 1 / (1 + Math.exp(-(calibration.slope() * odds + calibration.offset())));
    }

    private double error(double age) {
        return ages.stream()
                .filter(error -> error.below() == null || age < error.below())
                .findFirst()
                .orElseThrow()
                .years();
    }
}
