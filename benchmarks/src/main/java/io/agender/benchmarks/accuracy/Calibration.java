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
 *     Cooper, Hauskrecht: "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015); NaN without a face
 */
record Calibration(List<Bin> bins, double expectedError) {

    private static final int BINS = 10;

    /**
     * The faces whose stated probability lies between two bounds.
     *
     * @param stated mean of the stated probabilities
     * @param men share of men among the labels
     */
    record Bin(int faces, double stated, double men) {}

    static Calibration of(List<FaceSample> samples) {
        int[] faces = new int[BINS];
        double[] stated = new double[BINS];
        int[] men = new int[BINS];
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
                men[bin] += sample.label().gender().get() == Gender.MALE ? 1 : 0;
                all++;
            }
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (faces[bin] > 0) {
                bins.add(new Bin(faces[bin], stated[bin] / faces[bin], (double) men[bin] / faces[bin]));
                error += Math.abs(stated[bin] - men[bin]) / all;
            }
        }
        return new Calibration(List.copyOf(bins), all == 0 ? Double.NaN : error);
    }
}
