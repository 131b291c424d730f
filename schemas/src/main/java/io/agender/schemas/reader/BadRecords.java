package io.agender.schemas.reader;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records that could not be read, by where they stand: each once, however often it is offered. What it keeps
 * is bounded by the partitions. May be shared by several readers. Thread-safe.
 */
public final class BadRecords {

    private final RecordHandler first;
    private final Map<TopicPartition, Place> places =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private final Map<TopicPartition, Long> last =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

    /**
     * The bad records of a partition.
     *
     * @param first offset of the first one that was met
     * @param last offset of the one that was met last
     */
    public record Place(TopicPartition partition, long first, long last, long count) {}

    public BadRecords() {
        this(record -> {});
    }

    /** @param first told of the first bad record of all */
    public BadRecords(RecordHandler first) {
        this.first = first;
    }

    /** Counts a record, unless it was counted before. */
    void add(ConsumerRecord<String, byte[]> record) {
        if (isFirst(record)) {
            first.take(record);
        }
    }

    private synchronized boolean isFirst(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long offset = record.offset();
        boolean none = places.isEmpty();
        if (offset > last.getOrDefault(partition, -1L)) {
            last.put(partition, offset);
            places.merge(
                    partition,
                    new Place(partition, offset, offset, 1),
                    (known, one) -> new Place(partition, known.first(), offset, known.count() + 1));
        }
        return none;
    }

    /** Partitions are read from another place, where they may hold other records than before. */
    synchronized void begin(Collection<TopicPartition> partitions) {
        last.keySet().removeAll(partitions);
    }

    /** How many there were, of all partitions. */
    public synchronized long count() {
        return places.values().stream().mapToLong(Place::count).sum();
    }

    /** Where they were, by topic and partition. */
    public synchronized List<Place> places() {
        return List.copyOf(places.values());
    }
}
