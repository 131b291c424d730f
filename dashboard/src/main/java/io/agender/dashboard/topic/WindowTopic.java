package io.agender.dashboard.topic;

import io.agender.dashboard.report.UnansweredException;
import io.agender.dashboard.report.Windows;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.StartPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Windows of past hours, read from their topic when somebody asks, by one who asks at a time: from the first record of the time to
 * some minutes after it. What came later than that is missed, and whoever asks counts. Thread-safe.
 */
public final class WindowTopic implements Windows, AutoCloseable {

    /** Windows of other cameras, and late ones, lie between those of a time. */
    private static final Duration SLACK = Duration.ofMinutes(15);

    private final OnDemandReader<DemographicSummary> reader;
    private final Map<String, Integer> partitionOf;

    /**
     * @param partitionOf the partition of the topic that a camera was seen in; others may be in any
     * @param bad counts what can't be read
     */
    public WindowTopic(KafkaConfig kafka, Map<String, Integer> partitionOf, BadRecords bad) {
        this.reader = new OnDemandReader<>(kafka, "agender-dashboard-windows", DemographicSummary.class, bad);
        this.partitionOf = partitionOf;
    }

    @Override
    public List<DemographicSummary> of(String camera, Instant from, Instant to) {
        Map<Instant, DemographicSummary> found = new TreeMap<>();
        long last = to.plus(SLACK).toEpochMilli();
        try {
            Integer known = partitionOf.get(camera);
            List<TopicPartition> partitions = reader.partitions(Topic.SUMMARY).stream()
                    .filter(partition -> known == null || partition.partition() == known)
                    .toList();
            if (!partitions.isEmpty()) {
                reader.read(partitions, StartPosition.at(from), partition -> Long.MAX_VALUE, record -> {
                    if (camera.equals(record.key())) {
                        reader.decode(record)
                                .filter(window -> window.getStatus() == SummaryStatus.FINAL)
                                .filter(window -> !window.getWindowStart().isBefore(from)
                                        && window.getWindowStart().isBefore(to))
                                .ifPresent(window -> found.put(window.getWindowStart(), window));
                    }
                    return record.timestamp() <= last;
                });
            }
        } catch (KafkaException e) {
            throw new UnansweredException("Kafka can't be read at the moment; try again.", e);
        }
        return List.copyOf(found.values());
    }

    @Override
    public void close() {
        reader.close();
    }
}
