package io.agender.dashboard.topic;

import io.agender.dashboard.report.UnansweredException;
import io.agender.dashboard.report.Windows;
import io.agender.runtime.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.RecordHandler;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Windows of past hours, read from their topic when somebody asks, by one who asks at a time: from the first record of the time to
 * some minutes after it. What came later than that is missed, and whoever asks counts. Thread-safe.
 */
public final class WindowTopic implements Windows, AutoCloseable {

    /** A fetch behind the end, of which there is always one, must not keep the next one waiting. */
    private static final Map<String, Object> HASTY = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);

    /** How long nothing may come of what is known to be there. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Windows of other cameras, and late ones, lie between those of a time. */
    private static final Duration SLACK = Duration.ofMinutes(15);

    private final Supplier<TopicReader> readers;
    private final RecordDecoder<DemographicSummary> decoder;
    private final Map<String, Integer> partitionOf;
    private volatile TopicReader reader;
    private volatile boolean closed;

    /**
     * @param partitionOf the partition of the topic that a camera was seen in; others may be in any
     * @param bad counts what can't be read
     */
    public WindowTopic(KafkaConfig kafka, Map<String, Integer> partitionOf, BadRecords bad) {
        this.readers = () -> new TopicReader(
                TopicReader.consumer(kafka.clientProperties(HASTY), "agender-dashboard-windows", 2000), bad);
        this.decoder = new RecordDecoder<>(AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()), bad);
        this.partitionOf = partitionOf;
    }

    @Override
    public synchronized List<DemographicSummary> of(String camera, Instant from, Instant to) {
        if (closed) {
            throw new UnansweredException("The dashboard is ending.");
        }
        Map<Instant, DemographicSummary> found = new TreeMap<>();
        try {
            if (reader == null) {
                reader = readers.get();
            }
            Integer known = partitionOf.get(camera);
            List<TopicPartition> partitions = reader.partitions(Topic.SUMMARY).stream()
                    .filter(partition -> known == null || partition.partition() == known)
                    .toList();
            read(partitions, from, to, record -> {
                if (camera.equals(record.key())) {
                    decoder.decode(record)
                            .filter(window -> window.getStatus() == SummaryStatus.FINAL)
                            .filter(window -> !window.getWindowStart().isBefore(from)
                                    && window.getWindowStart().isBefore(to))
                            .ifPresent(window -> found.put(window.getWindowStart(), window));
                }
            });
        } catch (KafkaException e) {
            throw new UnansweredException("Kafka can't be read at the moment; try again.", e);
        }
        return List.copyOf(found.values());
    }

    private void read(List<TopicPartition> partitions, Instant from, Instant to, RecordHandler taker) {
        if (partitions.isEmpty()) {
            return;
        }
        reader.begin(partitions, StartPosition.at(from));
        Map<TopicPartition, Long> ends = reader.ends();
        Set<TopicPartition> left = new HashSet<>(partitions);
        long last = to.plus(SLACK).toEpochMilli();
        TopicReader.Outcome outcome = reader.readUntil(
                () -> {
                    Map<TopicPartition, Long> positions = reader.positions();
                    left.removeIf(partition -> positions.get(partition) >= ends.get(partition));
                    Set<TopicPartition> others = new HashSet<>(positions.keySet());
                    others.removeAll(left);
                    reader.rest(others);
                    return left.isEmpty();
                },
                PATIENCE,
                record -> {
                    if (record.timestamp() > last) {
                        left.remove(new TopicPartition(record.topic(), record.partition()));
                    }
                    taker.take(record);
                });
        if (outcome != TopicReader.Outcome.END) {
            throw new UnansweredException("Kafka does not answer at the moment; try again.");
        }
    }

    /** Ends; what is being read is given up. */
    @Override
    public void close() {
        closed = true;
        TopicReader open = reader;
        if (open != null) {
            open.stop();
        }
        closeReader();
    }

    private synchronized void closeReader() {
        if (reader != null) {
            reader.close();
        }
        decoder.close();
    }
}
