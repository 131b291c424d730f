package io.agender.schemas.reader;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records that could not be read, by where they stand: each once, however often it is offered. What it keeps
 * is bounded by the partitions. May be shared by several readers. Thread-safe.
 */
public final class BadRecords {

    private final Listener listener;
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

    /** Told of bad records, each once. */
    @FunctionalInterface
    public interface Listener {

        /** @param why what the deserializer said */
        void bad(ConsumerRecord<String, byte[]> record, RuntimeException why);
    }

    public BadRecords() {
        this((record, why) -> {});
    }

    /** @param first told of the first bad record of all */
    public BadRecords(RecordHandler first) {
        AtomicBoolean told = new AtomicBoolean();
        this.listener = (record, why) -> {
            if (told.compareAndSet(false, true)) {
                first.take(record);
            }
        };
    }

    /** @param listener told of each */
    public BadRecords(Listener listener) {
        this.listener = listener;
    }

    /** Counts a record, unless it was counted before. */
    void add(ConsumerRecord<String, byte[]> record, RuntimeException why) {
        if (isNew(record)) {
            listener.bad(record, why);
        }
    }

    private synchronized boolean isNew(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long offset = record.offset();
        if (offset <= last.getOrDefault(partition, -1L)) {
            return false;
        }
        last.put(partition, offset);
        places.merge(
                partition,
                new Place(partition, offset, offset, 1),
                (known, one) -> new Place(partition, known.first(), offset, known.count() + 1));
        return true;
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
