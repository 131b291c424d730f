package io.agender.runtime.status;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What has come from the brokers so far, by which it is known whether they answer. */
public final class HeardBytes {

    private static final String GROUP = "consumer-metrics";
    private static final String NAME = "incoming-byte-total";

    private HeardBytes() {}

    /**
     * Bytes that the consumers among some clients have got, answers without records included.
     *
     * @param metrics of the clients
     */
    public static double of(Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().group().equals(GROUP)
                        && metric.metricName().name().equals(NAME))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }
}
