package io.agender.benchmarks.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A mean with the interval in which it would lie in 95 of 100 samples of this size, by the percentile bootstrap: the mean
 * is worked out again for samples that are drawn from the sample itself (Efron and Tibshirani, "An Introduction to
 * the Bootstrap", 1993, chapter 13). Always the same for the same values.
 *
 * @param value the mean; NaN when there is nothing to work it out from
 */
public record Interval(double value, double low, double high) {

    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;
    private static final long SEED = 20261129;

    /** The mean of some values. */
    public static Interval ofMean(double[] values) {
        if (values.length == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] means = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> random.ints(values.length, 0, values.length)
                        .mapToDouble(i -> values[i])
                        .average()
                        .orElseThrow())
                .sorted()
                .toArray();
        return new Interval(
                Arrays.stream(values).average().orElseThrow(),
                means[(int) Math.floor(TAIL * (DRAWS - 1))],
                means[(int) Math.ceil((1 - TAIL) * (DRAWS - 1))]);
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
