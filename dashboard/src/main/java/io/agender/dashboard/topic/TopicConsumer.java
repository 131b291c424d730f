package io.agender.dashboard.topic;

import io.agender.runtime.KafkaConfig;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers that leave no trace on the brokers: no group, no offsets; committed records only. */
final class TopicConsumer {

    private TopicConsumer() {}

    static Consumer<String, byte[]> open(KafkaConfig kafka, String clientId, int maxRecords) {
        return new KafkaConsumer<>(
                kafka.clientProperties(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none", // whoever reads says where to go on
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        maxRecords,
                        // One record of the largest size must fit; more would only fill memory.
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        Topic.MAX_RECORD_BYTES,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        2 * Topic.MAX_RECORD_BYTES)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The partitions of a topic; none while it does not exist. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
