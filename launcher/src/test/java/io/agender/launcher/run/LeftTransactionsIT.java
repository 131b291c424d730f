package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.embedded.BrokerConfig;
import io.agender.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LeftTransactionsIT {

    private static final TopicPartition PARTITION = new TopicPartition("records", 0);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void should_show_what_lies_behind_a_transaction_that_no_coordinator_knows_any_more() throws Exception {
        try (EmbeddedBroker broker = open();
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            leaveOpen(broker, "lost");
        }
        losePower();
        try (EmbeddedBroker broker = open();
                Admin admin = admin(broker)) {
            assertThat(visible(admin)).isZero();
            end(admin);

            assertThat(said)
                    .singleElement()
                    .asString()
                    .endsWith("half done when the run before ended is left out, in records-0.");
            assertThat(visible(admin)).isEqualTo(2); // the record, and the mark that it is nothing
            leaveOpen(broker, "another"); // who comes back under that name is served
            said.clear();
            end(admin);
            assertThat(said).isEmpty();
            assertThat(visible(admin)).isEqualTo(4);
        }
    }

    @Test
    void should_let_services_choose_other_names_for_their_producers() throws Exception {
        Path application = Files.createDirectories(folder.resolve("streams/agender-aggregator"));
        Path names = Files.writeString(application.resolve("kafka-streams-process-metadata"), "{}");
        Path task = Files.createDirectories(application.resolve("0_1"));
        try (EmbeddedBroker broker = open();
                Admin admin = admin(broker)) {
            end(admin);
        }

        assertThat(names).doesNotExist();
        assertThat(task).exists();
        assertThat(said).isEmpty();
    }

    private EmbeddedBroker open() {
        return EmbeddedBroker.open(BrokerConfig.in(folder.resolve("broker")));
    }

    private void end(Admin admin) throws Exception {
        new LeftTransactions(admin, said::add).end(Files.createDirectories(folder.resolve("streams")));
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Writes a record in a transaction, and is gone. */
    private static void leaveOpen(EmbeddedBroker broker, String name) throws Exception {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", name),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(PARTITION.topic(), "record")).get();
        producer.close(Duration.ZERO);
    }

    /** The coordinator's records were not on the disk yet, those of the topic were. */
    private void losePower() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("broker"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().getFileName().toString().startsWith("__transaction_state-"))
                    .filter(file -> !file.getFileName().toString().equals("partition.metadata"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** How far readers of committed records get. */
    private static long visible(Admin admin) throws Exception {
        return admin.listOffsets(
                        Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .get(PARTITION)
                .offset();
    }
}
