package io.agender.aggregator.estimate;

import java.util.Arrays;

/**
 * Which shares of true cells explain best what was counted, by expectation-maximisation (Dempster, Laird and Rubin,
 * "Maximum Likelihood from Incomplete Data via the EM Algorithm", 1977): each count is shared out among the true cells by
 * how likely they are to give it, then the shares are what they got, and again. A count without a gender may be of either:
 * its likelihood is that of its band. Immutable.
 */
final class Mixture {

    /** After so many rounds a share moves by less than the interval is wide, whatever the matrix. */
    private static final int ROUNDS = 100;

    /** Part of a face that is added to each answer, so that nothing that is counted is impossible. */
    private static final double HINT = 0.05;

    /** A true cell with fewer faces is none: of it nothing is known. */
    private static final double LEAST_FACES = 1;

    /** By true cell: the probabilities of the answers female, male and unknown, by band each. */
    private final double[][] answers;

    private Mixture(double[][] answers) {
        this.answers = answers;
    }

    /** @param counts faces by true cell and answered cell */
    static Mixture of(double[][] counts) {
        int bands = counts.length / 2;
        double[][] answers = new double[counts.length][3 * bands];
        for (int truth = 0; truth < counts.length; truth++) {
            double faces = 0;
            for (double count : counts[truth]) {
                faces += count;
            }
            if (faces >= LEAST_FACES) {
                for (int answer = 0; answer < 2 * bands; answer++) {
                    double share = (counts[truth][answer] + HINT) / (faces + 2 * bands * HINT);
                    answers[truth][answer] = share;
                    answers[truth][2 * bands + answer % bands] += share;
                }
            }
        }
        return new Mixture(answers);
    }

    /** Whether any true cell has enough faces to say what is answered for it. */
    boolean explainsAny() {
        return Arrays.stream(answers).anyMatch(cell -> cell[0] > 0);
    }

    /** The shares of the true cells in what was counted; together 1. */
    double[] shares(double[] counted) {
        double[] shares = new double[answers.length];
        for (int truth = 0; truth < shares.length; truth++) {
            shares[truth] = answers[truth][0] > 0 ? 1 : 0;
        }
        for (int round = 0; round < ROUNDS; round++) {
            shares = improved(shares, counted);
        }
        return shares;
    }

    private double[] improved(double[] shares, double[] counted) {
        double[] better = new double[shares.length];
        double all = 0;
        for (int answer = 0; answer < counted.length; answer++) {
            if (counted[answer] > 0) {
                double likelihood = 0;
                for (int truth = 0; truth < shares.length; truth++) {
                    likelihood += shares[truth] * answers[truth][answer];
                }
                double each = counted[answer] / likelihood;
                for (int truth = 0; truth < shares.length; truth++) {
                    better[truth] += shares[truth] * answers[truth][answer] * each;
                }
                all += counted[answer];
            }
        }
        for (int truth = 0; truth < shares.length; truth++) {
            better[truth] /= all;
        }
        return better;
    }

    /** How likely it is that who got an answer is of a true cell, up to a factor that is the same for all cells. */
    double weight(double[] shares, int truth, int answer) {
        return shares[truth] * answers[truth][answer];
    }
}
