package io.agender.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from beginning to end, committed records only. */
final class TopicReader {

    /** A camera whose records nobody can read. */
    static final String RUBBISH = "rubbish";

    private final Map<String, Object> settings;

    TopicReader(String bootstrapServers) {
        settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
    }

    /** All records of a topic in order, without {@link #RUBBISH} where it is not dead-lettered yet. */
    List<RecordLine> read(String topic, Deserializer<?> values) {
        List<RecordLine> lines = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (record.value() == null || !record.key().equals(RUBBISH)) {
                        lines.add(RecordLine.of(record, values.deserialize(topic, record.headers(), record.value())));
                    }
                }
            }
        }
        return lines;
    }
}
