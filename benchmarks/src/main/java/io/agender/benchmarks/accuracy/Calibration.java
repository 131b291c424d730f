package io.agender.benchmarks.accuracy;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often a stated probability of male is right: of the faces for which it is 0.8, eight in ten should be men.
 *
 * @param bins ten bins of equal width; those without a face are left out
 * @param expectedError mean of the distances between stated and true share over the bins, weighted with their faces (Naeini,
 *     Cooper, Hauskrecht: "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015); NaN without a face.
 *     Chance alone moves shares away from what is stated, so that it is above 0 for a perfect answer too
 * @param errorByChance what it would be on average for a perfect answer that states the same probabilities for these faces
 * @param debiasedError root of the mean square of the distances, less what chance adds to it (Kumar, Liang, Ma: "Verified
 *     Uncertainty Calibration", NeurIPS 2019); 0 where chance explains it all, NaN without a face
 */
record Calibration(List<Bin> bins, double expectedError, double errorByChance, double debiasedError) {

    private static final int BINS = 10;

    /**
     * The faces whose stated probability lies between two bounds.
     *
     * @param stated mean of the stated probabilities
     * @param men share of men among the labels
     */
    record Bin(int faces, double stated, double men) {

        private double distance() {
            return stated - men;
        }

        /** The part of the squared distance that so few faces make by chance. Of a single face nothing can be said. */
        private double squareByChance() {
            return faces == 1 ? distance() * distance() : men * (1 - men) / (faces - 1);
        }

        private double weighted(double value, int all) {
            return value * faces / all;
        }
    }

    static Calibration of(List<FaceSample> samples) {
        int[] faces = new int[BINS];
        double[] stated = new double[BINS];
        int[] men = new int[BINS];
        double[] variance = new double[BINS];
        int all = 0;
        for (FaceSample sample : samples) {
            OptionalDouble probability = sample.answer()
                    .attributes()
                    .map(FaceAttributes::maleProbability)
                    .orElse(OptionalDouble.empty());
            if (sample.label().gender().isPresent() && probability.isPresent()) {
                int bin = Math.min(BINS - 1, (int) (probability.getAsDouble() * BINS));
                faces[bin]++;
                stated[bin] += probability.getAsDouble();
                variance[bin] += probability.getAsDouble() * (1 - probability.getAsDouble());
                men[bin] += sample.label().gender().get() == Gender.MALE ? 1 : 0;
                all++;
            }
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        double chance = 0;
        double square = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (faces[bin] > 0) {
                Bin one = new Bin(faces[bin], stated[bin] / faces[bin], (double) men[bin] / faces[bin]);
                bins.add(one);
                error += one.weighted(Math.abs(one.distance()), all);
                chance += Math.sqrt(2 / Math.PI * variance[bin]) / all; // mean of a normal law's absolute deviation
                square += one.weighted(one.distance() * one.distance() - one.squareByChance(), all);
            }
        }
        return all == 0
                ? new Calibration(List.of(), Double.NaN, Double.NaN, Double.NaN)
                : new Calibration(List.copyOf(bins), error, chance, Math.sqrt(Math.max(0, square)));
    }
}
