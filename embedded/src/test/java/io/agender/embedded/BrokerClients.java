package io.agender.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one partition, written and read with plain clients. */
final class BrokerClients {

    static final String TOPIC = "notes";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final String bootstrapServers;

    BrokerClients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "8388608"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    String topicSetting(String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get(name)
                    .value();
        }
    }

    /** Returns when the broker has acknowledged all. */
    void write(Instant time, String... values) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(producerSettings(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, 0, time.toEpochMilli(), "key", value))
                        .get();
            }
        }
    }

    void writeBytes(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    /** All values of the topic, in order. */
    List<String> read() {
        return read("read_uncommitted");
    }

    /** Those whose transactions are over and were not given up, up to the first that is open. */
    List<String> readCommitted() {
        return read("read_committed");
    }

    private List<String> read(String isolation) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new StringDeserializer(),
                new StringDeserializer())) {
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(note -> values.add(note.value()));
            }
        }
        return values;
    }

    private Map<String, Object> producerSettings() {
        return Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 8 * 1024 * 1024);
    }
}
