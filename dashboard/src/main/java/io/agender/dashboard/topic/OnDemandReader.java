package io.agender.dashboard.topic;

import io.agender.dashboard.report.UnansweredException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads records of the past when somebody asks, by one who asks at a time; connects when that is first the case. Thread-safe.
 * Whoever opens it closes it.
 */
final class OnDemandReader<T extends SpecificRecord> implements AutoCloseable {

    /** A fetch behind the end, of which there is always one, must not keep the next one waiting. */
    private static final Map<String, Object> HASTY = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);

    /** How long nothing may come of what is known to be there. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<TopicReader> readers;
    private final RecordDecoder<T> decoder;
    private volatile TopicReader reader;
    private volatile boolean closed;

    /** What takes the records of a partition in their order. */
    interface Taker {
        /** @return whether more of its partition is wanted */
        boolean take(ConsumerRecord<String, byte[]> record);
    }

    /** @param bad counts what can't be read */
    OnDemandReader(KafkaConfig kafka, String clientId, Class<T> type, BadRecords bad) {
        this.readers = () -> new TopicReader(TopicReader.consumer(kafka.clientProperties(HASTY), clientId, 2000), bad);
        this.decoder = new RecordDecoder<>(AvroSerdes.deserializer(type, kafka.serdes()), bad);
    }

    /** The value of a record; empty when it can't be read. */
    Optional<T> decode(ConsumerRecord<String, byte[]> record) {
        return decoder.decode(record);
    }

    synchronized List<TopicPartition> partitions(String topic) {
        return List.copyOf(open().partitions(topic));
    }

    /**
     * Hands records over from a position to the end that is there now, or before it.
     *
     * @param to offsets before which it ends in any case
     * @throws UnansweredException when it is closed, or brokers don't answer
     */
    synchronized void read(
            Collection<TopicPartition> partitions, StartPosition from, ToLongFunction<TopicPartition> to, Taker taker) {
        TopicReader open = open();
        open.begin(partitions, from);
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, Long> there = open.ends();
        partitions.forEach(partition -> ends.put(partition, Math.min(there.get(partition), to.applyAsLong(partition))));
        Set<TopicPartition> left = new HashSet<>(partitions);
        TopicReader.Outcome outcome = open.readUntil(
                () -> {
                    Map<TopicPartition, Long> positions = open.positions();
                    left.removeIf(partition -> positions.get(partition) >= ends.get(partition));
                    Set<TopicPartition> others = new HashSet<>(positions.keySet());
                    others.removeAll(left);
                    open.rest(others);
                    return left.isEmpty();
                },
                PATIENCE,
                record -> {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < ends.getOrDefault(partition, 0L) && !taker.take(record)) {
                        left.remove(partition);
                    }
                });
        if (outcome != TopicReader.Outcome.END) {
            throw new UnansweredException("Kafka does not answer at the moment; try again.");
        }
    }

    private TopicReader open() {
        if (closed) {
            throw new UnansweredException("The dashboard is ending.");
        }
        if (reader == null) {
            reader = readers.get();
        }
        return reader;
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
