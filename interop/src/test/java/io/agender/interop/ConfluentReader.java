package io.agender.interop;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A program of its own that reads topics as a user of Confluent's platform does: with Confluent's deserializer, and with
 * the Kafka clients that come along with it. Of ours it has at most the record classes. Prints a line per record.
 */
final class ConfluentReader {

    private ConfluentReader() {}

    /** Takes the brokers, the registry's address, whether specific records are wanted, and the topics. */
    public static void main(String[] args) throws ReflectiveOperationException {
        TopicReader reader = new TopicReader(args[0]);
        try (Deserializer<?> values =
                (Deserializer<?>) Class.forName("io.confluent.kafka.serializers.KafkaAvroDeserializer")
                        .getConstructor()
                        .newInstance()) {
            values.configure(Map.of("schema.registry.url", args[1], "specific.avro.reader", args[2]), false);
            for (String topic : List.of(args).subList(3, args.length)) {
                reader.read(topic, values).forEach(System.out::println);
            }
        }
    }
}
