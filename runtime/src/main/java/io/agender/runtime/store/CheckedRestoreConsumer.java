package io.agender.runtime.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer with which Kafka Streams brings stores up to date. A store that goes further than its changelog may pass for
 * complete there, before the answer to a first fetch comes; what others, or this one, write up to that place would be
 * missing after the next kill. So it is told what a fetch would tell, that the place does not exist, and makes the store
 * anew.
 */
public final class CheckedRestoreConsumer extends KafkaConsumer<byte[], byte[]> {

    /** Of one question; the thread that asks must be able to stop in between. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChangelogEnds ends = new ChangelogEnds(changelogs -> endOffsets(changelogs, PATIENCE));

    public CheckedRestoreConsumer(Map<String, Object> settings) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        ends.wanted(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        ends.fromBeginning(partitions);
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        ends.keepOnly(partitions);
    }

    @Override
    public void unsubscribe() {
        super.unsubscribe();
        ends.keepOnly(assignment());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ends.look();
        if (!ends.beyond().isEmpty()) {
            throw new OffsetOutOfRangeException(ends.beyond());
        }
        return super.poll(timeout);
    }

    /** @throws TimeoutException when it is not known yet whether there is such a position; Kafka Streams asks again */
    @Override
    public long position(TopicPartition partition) {
        ends.look();
        if (!ends.isKnown(partition)) {
            throw new TimeoutException("The brokers did not say where " + partition + " ends.");
        }
        return super.position(partition);
    }
}
