package io.agender.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning to where they end when the reading begins, committed records only, and leaves no
 * trace on the brokers: no group, no offsets. Not thread-safe.
 */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Object> settings;

    /** @param clientProperties how the brokers are reached */
    public TopicReader(Map<String, Object> clientProperties) {
        settings = new HashMap<>(clientProperties);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // what is gone must not be passed over
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /**
     * All records of a topic, those of a partition in their order.
     *
     * @param values stays the caller's
     */
    public <T> List<TopicRecord<T>> read(String topic, Deserializer<T> values) {
        List<TopicRecord<T>> records = new ArrayList<>();
        read(
                topic,
                record -> records.add(new TopicRecord<>(
                        record.key(),
                        record.timestamp(),
                        record.value() == null ? null : values.deserialize(topic, record.headers(), record.value()))));
        return records;
    }

    /** Hands over the records of a topic as they are, those of a partition in their order. */
    public void read(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long heard = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                ConsumerRecords<String, byte[]> records = poll(consumer, topic);
                records.forEach(each);
                heard = records.isEmpty() ? heard : System.nanoTime();
                if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("nothing came of topic " + topic + " for " + PATIENCE.toSeconds()
                            + " s, though its end is not reached; check that nobody deleted it, and that no"
                            + " transaction is open.");
                }
            }
        }
    }

    private static ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> consumer, String topic) {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            throw new KafkaException(
                    "records of topic " + topic + " were deleted while it was being read; start again.", e);
        }
    }
}
