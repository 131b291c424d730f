package io.agender.aggregator;

import io.agender.schemas.DemographicRow;
import io.agender.schemas.rows.RowKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The partition of a row is that of its camera or site in the other topics, as Kafka's producers choose it, so that the
 * rows of a camera stay in order.
 */
final class RowPartition implements StreamPartitioner<String, DemographicRow> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, DemographicRow row, int partitions) {
        byte[] source = RowKey.sourceOf(key).orElse(key).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(source)) % partitions));
    }
}
