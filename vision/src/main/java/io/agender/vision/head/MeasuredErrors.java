package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeError;
import io.agender.models.AttributesSpec.GenderCalibration;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Puts what was measured of a network's errors into its answers: a probability that is right as often as it says, and a
 * deviation of the age that is an error and not the network's own opinion.
 *
 * @param gender by rising age, or one entry for all ages; empty when it was not measured
 * @param ages they take the place of a deviation that the network answers; empty when its own is as good, or when they
 *     were not measured
 */
record MeasuredErrors(List<GenderCalibration> gender, List<AgeError> ages) {

    /** How much surer a network is than this says nothing: some answer 0 or 1 to nearly everything. */
    private static final double CERTAIN = 1e-4;

    static MeasuredErrors of(AttributesSpec spec) {
        return new MeasuredErrors(spec.genderCalibration(), spec.ageErrors());
    }

    FaceAttributes applyTo(FaceAttributes raw) {
        FaceAttributes calibrated = raw.maleProbability().isPresent() && !gender.isEmpty()
                ? withGender(raw, probability(raw.maleProbability().getAsDouble(), at(raw.age())))
                : raw;
        return raw.age().isPresent() && !ages.isEmpty()
                ? calibrated.withAge(
                        raw.age().getAsDouble(),
                        OptionalDouble.of(error(raw.age().getAsDouble())))
                : calibrated;
    }

    private static FaceAttributes withGender(FaceAttributes raw, double male) {
        return raw.withGender(male >= 0.5 ? Gender.MALE : Gender.FEMALE, male);
    }

    /** The calibration at an answered age: between two entries in between, outside as at the nearest. */
    private GenderCalibration at(OptionalDouble age) {
        if (gender.size() == 1) {
            return gender.get(0);
        }
        double years = age.orElseThrow();
        int above = 0;
        while (above < gender.size() && gender.get(above).age() <= years) {
            above++;
        }
        GenderCalibration young = gender.get(Math.max(0, above - 1));
        GenderCalibration old = gender.get(Math.min(gender.size() - 1, above));
        double part = young == old ? 0 : (years - young.age()) / (old.age() - young.age());
        return new GenderCalibration(
                years,
                young.slope() + part * (old.slope() - young.slope()),
                young.offset() + part * (old.offset() - young.offset()));
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
