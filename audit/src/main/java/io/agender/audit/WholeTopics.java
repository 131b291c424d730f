package io.agender.audit;

import io.agender.schemas.reader.RecordHandler;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads topics from their beginning to where they end when the reading begins, and fails where anything of them is
 * missing. Not thread-safe.
 */
public final class WholeTopics {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Object> clientProperties;

    /** @param clientProperties how the brokers are reached */
    public WholeTopics(Map<String, Object> clientProperties) {
        this.clientProperties = new HashMap<>(clientProperties);
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
    public void read(String topic, RecordHandler each) {
        try (TopicReader reader = TopicReader.open(clientProperties, "agender-audit-" + topic, 500)) {
            reader.begin(reader.partitions(topic), StartPosition.beginning());
            if (reader.readUntil(reader::caughtUp, PATIENCE, each) == TopicReader.Outcome.SILENCE) {
                throw new TimeoutException("nothing came of topic " + topic + " for " + PATIENCE.toSeconds()
                        + " s, though its end is not reached; check that nobody deleted it, and that no"
                        + " transaction is open.");
            }
        } catch (InvalidOffsetException e) {
            throw new KafkaException(
                    "records of topic " + topic + " were deleted while it was being read; start again.", e);
        }
    }
}
