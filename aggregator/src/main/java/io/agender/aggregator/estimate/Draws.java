package io.agender.aggregator.estimate;

import java.util.Random;

/**
 * Random numbers that are the same on every machine and with every version of Java: {@link Random} and {@link StrictMath}
 * are specified to the last bit.
 */
final class Draws {

    /** With more expected on both sides, a binomial number is a normal one. */
    private static final double MANY = 30;

    private final Random random;

    Draws(long seed) {
        this.random = new Random(seed);
    }

    /** How many of so many things happen that each happen with a probability. */
    long binomial(long times, double probability) {
        if (probability > 0.5) {
            return times - binomial(times, 1 - probability);
        }
        if (times == 0 || probability <= 0) {
            return 0;
        }
        double mean = times * probability;
        if (mean > MANY) {
            double drawn = mean + random.nextGaussian() * StrictMath.sqrt(mean * (1 - probability));
            return Math.max(0, Math.min(times, Math.round(drawn)));
        }
        // The gaps between things that happen are geometric; exact, and as quick as things are rare.
        double log = StrictMath.log1p(-probability);
        long happened = -1;
        double at = 0;
        while (at <= times) {
            happened++;
            at += Math.floor(StrictMath.log(1 - random.nextDouble()) / log) + 1;
        }
        return happened;
    }

    /** Shares so many things out by weights, which may be of any sum. */
    long[] shareOut(long things, double[] weights) {
        double left = 0;
        for (double weight : weights) {
            left += weight;
        }
        long[] shares = new long[weights.length];
        long rest = things;
        for (int i = 0; i < weights.length && rest > 0; i++) {
            shares[i] = weights[i] >= left ? rest : binomial(rest, weights[i] / left);
            rest -= shares[i];
            left -= weights[i];
        }
        return shares;
    }

    Random random() {
        return random;
    }
}
