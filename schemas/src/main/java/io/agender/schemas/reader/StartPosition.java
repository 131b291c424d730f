package io.agender.schemas.reader;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where the reading of partitions begins; asks the brokers for no more than it needs to know. Immutable. */
@FunctionalInterface
public interface StartPosition {

    /**
     * The offset of each partition.
     *
     * @param ends where the partitions end, for a reader of committed records, when the reading begins
     */
    Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends);

    /** The oldest record that is left. */
    static StartPosition beginning() {
        return (consumer, ends) -> consumer.beginningOffsets(ends.keySet());
    }

    /** Only what comes from now on. */
    static StartPosition end() {
        return (consumer, ends) -> ends;
    }

    /** So many offsets before the end, as far as they are left; markers of transactions count too. */
    static StartPosition beforeEnd(long offsets) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> found = new HashMap<>();
            consumer.beginningOffsets(ends.keySet())
                    .forEach(
                            (partition, first) -> found.put(partition, Math.max(first, ends.get(partition) - offsets)));
            return found;
        };
    }

    /** The first record of this time or later; the end where there is none. */
    static StartPosition at(Instant time) {
        return at(partition -> Optional.of(time));
    }

    /** The first record of a partition's time or later; the end where there is none, or no time is known. */
    static StartPosition at(Function<TopicPartition, Optional<Instant>> times) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> millis = new HashMap<>();
            ends.keySet().forEach(partition -> times.apply(partition)
                    .ifPresent(time -> millis.put(partition, time.toEpochMilli())));
            Map<TopicPartition, OffsetAndTimestamp> known =
                    millis.isEmpty() ? Map.of() : consumer.offsetsForTimes(millis);
            Map<TopicPartition, Long> found = new HashMap<>(ends);
            known.forEach((partition, at) -> {
                if (at != null) {
                    found.put(partition, at.offset());
                }
            });
            return found;
        };
    }

    /**
     * Where somebody has come to who keeps that himself. What is gone meanwhile is passed over: it goes on with the oldest
     * record that is left, and at the end of a partition that is shorter now.
     *
     * @param next by partition, what is to be read next
     * @param otherwise for partitions of which nothing is kept
     */
    static StartPosition from(Map<TopicPartition, Long> next, StartPosition otherwise) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> known = new HashMap<>(ends);
            known.keySet().retainAll(next.keySet());
            Map<TopicPartition, Long> rest = new HashMap<>(ends);
            rest.keySet().removeAll(next.keySet());
            Map<TopicPartition, Long> found = new HashMap<>();
            if (!known.isEmpty()) {
                consumer.beginningOffsets(known.keySet())
                        .forEach((partition, first) -> found.put(
                                partition, Math.min(Math.max(first, next.get(partition)), ends.get(partition))));
            }
            if (!rest.isEmpty()) {
                found.putAll(otherwise.offsets(consumer, rest));
            }
            return found;
        };
    }

    /**
     * Where the consumer's group has come to.
     *
     * @param otherwise for partitions of which the group has committed nothing
     */
    static StartPosition committed(StartPosition otherwise) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> found = new HashMap<>();
            Map<TopicPartition, Long> rest = new HashMap<>(ends);
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(ends.keySet());
            known.forEach((partition, at) -> {
                if (at != null) {
                    found.put(partition, at.offset());
                    rest.remove(partition);
                }
            });
            if (!rest.isEmpty()) {
                found.putAll(otherwise.offsets(consumer, rest));
            }
            return found;
        };
    }

    /** Of two positions the one that comes first, for each partition. */
    default StartPosition orEarlier(StartPosition other) {
        return either(other, Math::min);
    }

    /** Of two positions the one that comes last, for each partition. */
    default StartPosition orLater(StartPosition other) {
        return either(other, Math::max);
    }

    private StartPosition either(StartPosition other, LongBinaryOperator choice) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> found = new HashMap<>(offsets(consumer, ends));
            other.offsets(consumer, ends)
                    .forEach((partition, offset) -> found.merge(partition, offset, choice::applyAsLong));
            return found;
        };
    }
}
