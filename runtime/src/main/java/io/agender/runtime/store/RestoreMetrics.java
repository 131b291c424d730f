package io.agender.runtime.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Tells how far the stores are that are rebuilt from their changelogs. Thread-safe. */
public final class RestoreMetrics implements StateRestoreListener {

    /** Gauge: partitions of stores that are being rebuilt. */
    public static final String RESTORING = "agender.state.restoring";

    /** Gauge: records that are still to be read for that. */
    public static final String REMAINING = "agender.state.restore.remaining";

    /** Counter: records that were read for that. */
    public static final String RESTORED = "agender.state.restored";

    private final Map<String, Long> remaining = new ConcurrentHashMap<>();
    private final Counter restored;

    public RestoreMetrics(MeterRegistry meters) {
        Gauge.builder(RESTORING, remaining, Map::size)
                .description("Partitions of stores that are being rebuilt.")
                .strongReference(true)
                .register(meters);
        Gauge.builder(REMAINING, remaining, all -> all.values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .description("Records still to be read to rebuild the stores.")
                .strongReference(true)
                .register(meters);
        restored = Counter.builder(RESTORED)
                .description("Records read to rebuild the stores.")
                .register(meters);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startOffset, long endOffset) {
        remaining.put(store + partition, Math.max(0, endOffset - startOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long records) {
        remaining.computeIfPresent(store + partition, (name, left) -> Math.max(0, left - records));
        restored.increment(records);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        remaining.remove(store + partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        remaining.remove(store + partition);
    }
}
