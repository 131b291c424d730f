package io.agender.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much better or worse one contender is than another on the faces that both answer for.
 *
 * @param contender the one
 * @param reference the other
 * @param ages faces with an age of both
 * @param absoluteError its absolute errors less the reference's, mean, in years: below 0 when it is better
 * @param genders faces with a gender of both
 * @param genderRight its share of right genders less the reference's: above 0 when it is better
 */
record PairedDifference(
        Contender contender, Contender reference, int ages, Interval absoluteError, int genders, Interval genderRight) {

    static PairedDifference of(Measured one, Measured reference) {
        List<Double> errors = new ArrayList<>();
        List<Double> genders = new ArrayList<>();
        for (int i = 0; i < one.samples().size(); i++) {
            FaceSample mine = one.samples().get(i);
            FaceSample theirs = reference.samples().get(i);
            OptionalDouble error = mine.ageError();
            OptionalDouble other = theirs.ageError();
            if (error.isPresent() && other.isPresent()) {
                errors.add(Math.abs(error.getAsDouble()) - Math.abs(other.getAsDouble()));
            }
            Optional<Boolean> right = mine.genderRight();
            Optional<Boolean> otherRight = theirs.genderRight();
            if (right.isPresent() && otherRight.isPresent()) {
                genders.add((right.get() ? 1.0 : 0.0) - (otherRight.get() ? 1.0 : 0.0));
            }
        }
        return new PairedDifference(
                one.contender(),
                reference.contender(),
                errors.size(),
                Interval.ofMean(Interval.array(errors)),
                genders.size(),
                Interval.ofMean(Interval.array(genders)));
    }
}
