package io.agender.benchmarks.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The errors of some faces. Shares are from 0 to 1; the error of an age is the answer less the middle of the label's range.
 *
 * @param faces labelled pictures
 * @param found how many of them the detector found a face in
 * @param ages how many of those have an age on the label and in the answer
 * @param ageMeanAbsoluteError mean of the absolute errors, in years
 * @param ageBias mean of the errors, in years: above 0 when ages are answered too old
 * @param ageRootMeanSquareError in years
 * @param ageWithinFive share of the errors of at most 5 years
 * @param ageWithinTen share of the errors of at most 10 years
 * @param ageWithinDeviation share of the errors of at most the deviation that the answer states; NaN when none states one
 * @param genders how many found faces have a gender on the label
 * @param genderNamed share of those for which a gender was named at all
 * @param genderRight share of the named genders that are right
 */
record AccuracyMetrics(
        int faces,
        int found,
        int ages,
        Interval ageMeanAbsoluteError,
        Interval ageBias,
        double ageRootMeanSquareError,
        double ageWithinFive,
        double ageWithinTen,
        double ageWithinDeviation,
        int genders,
        double genderNamed,
        Interval genderRight) {

    static AccuracyMetrics of(List<FaceSample> samples) {
        double[] errors = samples.stream()
                .map(FaceSample::ageError)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        double[] absolute = Arrays.stream(errors).map(Math::abs).toArray();
        double[] right = samples.stream()
                .flatMap(sample -> sample.genderRight().stream())
                .mapToDouble(named -> named ? 1 : 0)
                .toArray();
        int genders = (int) samples.stream().filter(FaceSample::hasGender).count();
        return new AccuracyMetrics(
                samples.size(),
                (int) samples.stream().filter(sample -> sample.answer().found()).count(),
                errors.length,
                Interval.ofMean(absolute),
                Interval.ofMean(errors),
                Math.sqrt(Arrays.stream(errors)
                        .map(error -> error * error)
                        .average()
                        .orElse(Double.NaN)),
                share(absolute, 5),
                share(absolute, 10),
                withinDeviation(samples),
                genders,
                genders == 0 ? Double.NaN : (double) right.length / genders,
                Interval.ofMean(right));
    }

    int missed() {
        return faces - found;
    }

    private static double share(double[] absolute, double most) {
        return absolute.length == 0
                ? Double.NaN
                : (double) Arrays.stream(absolute)
                                .filter(error -> error <= most)
                                .count()
                        / absolute.length;
    }

    private static double withinDeviation(List<FaceSample> samples) {
        return samples.stream()
                .filter(sample -> sample.ageError().isPresent()
                        && sample.answer()
                                .attributes()
                                .orElseThrow()
                                .ageDeviation()
                                .isPresent())
                .mapToDouble(sample -> Math.abs(sample.ageError().getAsDouble())
                                <= sample.answer()
                                        .attributes()
                                        .orElseThrow()
                                        .ageDeviation()
                                        .getAsDouble()
                        ? 1
                        : 0)
                .average()
                .orElse(Double.NaN);
    }
}
