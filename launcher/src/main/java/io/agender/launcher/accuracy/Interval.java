package io.agender.launcher.accuracy;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A figure with the interval in which it would lie in 95 of 100 samples of this size, by the percentile bootstrap: the
 * figure is worked out again for samples that are drawn from the sample itself (Efron and Tibshirani, "An Introduction to
 * the Bootstrap", 1993, chapter 13). Always the same for the same values.
 *
 * @param value the figure; NaN when there is nothing to work it out from
 */
record Interval(double value, double low, double high) {

    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;
    private static final long SEED = 20261129;

    /** The mean of some values. */
    static Interval ofMean(double[] values) {
        return of(values, Interval::mean);
    }

    /** Any figure of some values. */
    static Interval of(double[] values, ToDoubleFunction<double[]> figure) {
        if (values.length == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] drawn = new double[values.length];
        double[] figures = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> {
                    for (int i = 0; i < drawn.length; i++) {
                        drawn[i] = values[random.nextInt(values.length)];
                    }
                    return figure.applyAsDouble(drawn);
                })
                .sorted()
                .toArray();
        return new Interval(
                figure.applyAsDouble(values),
                figures[(int) Math.floor(TAIL * (DRAWS - 1))],
                figures[(int) Math.ceil((1 - TAIL) * (DRAWS - 1))]);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
