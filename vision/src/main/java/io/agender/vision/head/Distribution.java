package io.agender.vision.head;

import io.agender.vision.VisionException;
import java.util.Arrays;

/** Probabilities of the classes of one head, for one face. They add up to 1. */
final class Distribution {

    private final double[] probabilities;

    private Distribution(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /**
     * Reads the raw numbers of a last layer that has no softmax.
     *
     * @param output finite numbers
     * @param at index of the first number
     * @param classes how many numbers
     */
    static Distribution ofLogits(float[] output, int at, int classes) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, output[at + i]);
        }
        double[] probabilities = new double[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = Math.exp(output[at + i] - highest); // so that none overflows
        }
        return normalised(probabilities);
    }

    /**
     * Reads probabilities that a network's last layer has made; their sum may be off by rounding, so they are divided by
     * it.
     *
     * @param model the model's name, for the message
     * @param output finite numbers
     * @param at index of the first number
     * @param classes how many numbers
     * @throws VisionException when the numbers are no probabilities
     */
    static Distribution of(String model, float[] output, int at, int classes) {
        double[] probabilities = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            probabilities[i] = output[at + i];
            sum += probabilities[i];
            if (probabilities[i] < 0) {
                throw notProbabilities(model, probabilities[i]);
            }
        }
        if (!(sum > 0)) {
            throw notProbabilities(model, sum);
        }
        return normalised(probabilities);
    }

    private static Distribution normalised(double[] numbers) {
        double sum = Arrays.stream(numbers).sum();
        return new Distribution(
                Arrays.stream(numbers).map(number -> number / sum).toArray());
    }

    private static VisionException notProbabilities(String model, double number) {
        return new VisionException("The model " + model + " answered with " + number
                + " where probabilities are expected; its file is damaged or does not fit its descriptor.");
    }

    double probability(int index) {
        return probabilities[index];
    }

    /** The likeliest class; of equal ones the first. */
    int likeliest() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The expected value when each class stands for a value. */
    double mean(double[] values) {
        double mean = 0;
        for (int i = 0; i < probabilities.length; i++) {
            mean += probabilities[i] * values[i];
        }
        return mean;
    }

    /**
     * The standard deviation around the expected value when each class stands for a range of values, all of them equally
     * likely.
     *
     * @param centres the middle of each range
     * @param widths the width of each range; 0 for a single value
     */
    double deviation(double[] centres, double[] widths) {
        double mean = mean(centres);
        double variance = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double off = centres[i] - mean;
            variance += probabilities[i] * (off * off + widths[i] * widths[i] / 12); // variance of an even spread
        }
        return Math.sqrt(variance);
    }
}
