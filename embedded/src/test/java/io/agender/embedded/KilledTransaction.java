package io.agender.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The program of a child JVM: a broker and an open transaction on it, until both are killed. */
final class KilledTransaction {

    static final String OPEN = "open";
    static final String VALUE = "written in a transaction";

    /** It looks for transactions that are over their time as often as it can, also in the middle of its start. */
    static final Map<String, String> BROKER =
            Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "20");

    private KilledTransaction() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.open(new BrokerConfig(Path.of(args[0]), 0, BROKER));
        new BrokerClients(broker.bootstrapServers()).createTopic();
        KafkaProducer<String, String> producer = producer(broker.bootstrapServers());
        producer.initTransactions();
        write(producer);
        System.out.println(OPEN + " since " + Instant.now());
        KilledBroker.waitForTheEnd();
    }

    static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "writer",
                        "transaction.timeout.ms",
                        1000),
                new StringSerializer(),
                new StringSerializer());
    }

    static void write(KafkaProducer<String, String> producer) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(BrokerClients.TOPIC, VALUE));
        producer.flush();
    }
}
