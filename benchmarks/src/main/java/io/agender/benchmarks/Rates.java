package io.agender.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Arithmetic of measurements. */
final class Rates {

    private Rates() {}

    static double perSecond(long count, long nanos) {
        return count * 1e9 / nanos;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest value that so much of all values do not exceed (nearest rank). */
    static long percentile(long[] values, double share) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
