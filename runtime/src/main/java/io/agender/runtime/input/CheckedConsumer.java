package io.agender.runtime.input;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that does not pass over a position that does not exist without a word, as {@code auto.offset.reset} makes
 * Kafka's. A group that never committed begins where that setting says. A position whose records were deleted goes on at
 * the first that are left, and says what was lost. A position beyond the end throws {@link MissingPositionException}: what
 * it was in is not what is there.
 */
public final class CheckedConsumer extends KafkaConsumer<byte[], byte[]> {

    /** Others, as by a duration, are Kafka's own matter. */
    private static final Set<String> KNOWN = Set.of("earliest", "latest", "none");

    private final String reset;
    private final String group;
    private final LostRecords lost;

    public CheckedConsumer(Map<String, Object> settings, String group, LostRecords lost) {
        super(withoutReset(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.reset = reset(settings);
        this.group = group;
        this.lost = lost;
    }

    private static Map<String, Object> withoutReset(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        if (KNOWN.contains(reset(settings))) {
            all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        }
        return all;
    }

    private static String reset(Map<String, Object> settings) {
        return String.valueOf(settings.getOrDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"))
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (LogTruncationException e) {
            Map.Entry<TopicPartition, Long> first =
                    e.offsetOutOfRangePartitions().entrySet().iterator().next();
            throw MissingPositionException.inAnotherTopic(group, first.getKey(), first.getValue());
        } catch (OffsetOutOfRangeException e) {
            goOn(e.offsetOutOfRangePartitions());
        } catch (NoOffsetForPartitionException e) {
            begin(e);
        }
        return ConsumerRecords.empty();
    }

    private void goOn(Map<TopicPartition, Long> positions) {
        Set<TopicPartition> partitions = positions.keySet();
        Map<TopicPartition, Long> earliest = beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = endOffsets(partitions);
        positions.forEach((partition, position) -> {
            if (position >= earliest.get(partition)) {
                throw MissingPositionException.beyondTheEnd(group, partition, position, ends.get(partition));
            }
        });
        positions.forEach((partition, position) -> lost.tell(partition, position, earliest.get(partition)));
        seekToBeginning(partitions);
    }

    private void begin(InvalidOffsetException error) {
        Collection<TopicPartition> partitions = error.partitions();
        switch (reset) {
            case "earliest" -> seekToBeginning(partitions);
            case "latest" -> seekToEnd(partitions);
            default -> throw error;
        }
    }
}
