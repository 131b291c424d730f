package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups whose position their topic does not have: at the start, and while they run. */
@Timeout(300)
class MissingPositionIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static EmbeddedPlatform cluster;
    private static Admin admin;

    @TempDir
    private Path data;

    private String topic;
    private String group;
    private TopicPartition partition;

    @BeforeAll
    static void start() {
        cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "1")
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"process, agender.frames, inference-processor", "aggregate, agender.faces, aggregator"})
    void should_end_with_one_sentence_at_a_position_beyond_the_end(String command, String input, String service)
            throws Exception {
        use(input, "beyond", service);
        renew();
        send(3);
        commit(4189, Optional.empty());

        assertEndsWith(
                run(command, "beyond"),
                "Group " + group + " stands at position 4189 of topic " + topic + ", partition 0, which ends at 3");
    }

    @ParameterizedTest
    @CsvSource({"process, agender.frames, inference-processor", "aggregate, agender.faces, aggregator"})
    void should_end_with_one_sentence_at_a_position_of_another_topic_of_that_name(
            String command, String input, String service) throws Exception {
        use(input, "another", service);
        renew();
        send(9);
        commit(5, Optional.of(7)); // no leader of this partition ever had that number

        assertEndsWith(
                run(command, "another"),
                "Group " + group + " stands at position 5 of topic " + topic
                        + ", partition 0, which holds other records than those that were read");
    }

    @ParameterizedTest
    @CsvSource({"process, agender.frames, inference-processor", "aggregate, agender.faces, aggregator"})
    void should_end_when_its_topic_is_deleted_and_created_anew_under_it(String command, String input, String service)
            throws Exception {
        use(input, "renewed", service);
        renew();
        send(20);
        try (RunningCommand running = RunningCommand.start(cluster, commandLine(command, "renewed"))) {
            await().atMost(LONGEST).until(() -> committed() == 20);
            renew();
            send(5);

            Agender ended = running.result(LONGEST);
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(ExitCode.KAFKA);
            assertThat(ended.err().lines().toList())
                    .as(ended.toString())
                    .singleElement()
                    .asString()
                    .contains("roup " + group, topic, " start again (docs/operations.md).")
                    .doesNotContain("Kafka:", "Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({"process, agender.frames, inference-processor", "aggregate, agender.faces, aggregator"})
    void should_go_on_where_records_were_deleted_before_they_were_read_and_count_them(
            String command, String input, String service) throws Exception {
        use(input, "retention", service);
        renew();
        send(10);
        commit(4, Optional.empty());
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7)))
                .all()
                .get();

        List<String> arguments = new ArrayList<>(List.of(commandLine(command, "retention")));
        int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        arguments.addAll(List.of("--http-port", String.valueOf(port)));
        try (RunningCommand running = RunningCommand.start(cluster, arguments.toArray(String[]::new))) {
            await().atMost(LONGEST).until(() -> committed() == 10);
            assertThat(get(port, "/metrics"))
                    .as("%s", running)
                    .contains("agender_records_lost_total{partition=\"0\",topic=\"" + topic + "\"} 3.0")
                    .contains("agender_input_standstill_seconds 0.0")
                    .contains("agender_registry_silent_seconds 0.0");
            await().atMost(LONGEST).untilAsserted(() -> assertThat(get(port, "/health/ready"))
                    .startsWith("{\"ready\":true")
                    .contains("\"input\":true", "\"registry\":true"));
        }
    }

    private void use(String input, String prefix, String service) {
        topic = input;
        group = prefix + "-" + service;
        partition = new TopicPartition(topic, 0);
    }

    private Agender run(String command, String prefix) {
        return Agender.runAt(cluster, commandLine(command, prefix));
    }

    private String[] commandLine(String command, String prefix) {
        return new String[] {
            command,
            "--config",
            config(prefix).toString(),
            "--data-dir",
            data.resolve(prefix).toString()
        };
    }

    private Path config(String prefix) {
        try {
            return Files.writeString(data.resolve(prefix + ".yaml"), "application.prefix: " + prefix + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertEndsWith(Agender ended, String sentence) {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(ended.err().lines().toList())
                .as(ended.toString())
                .singleElement()
                .asString()
                .startsWith("agender: " + sentence)
                .contains("--reset-offsets --to-earliest --execute, and start again (docs/operations.md).");
    }

    /** As {@code kafka-topics.sh --delete} and {@code --create} do. */
    private void renew() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                            .all()
                            .get();
                    return true;
                });
        await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> end() == 0);
    }

    /** Bytes that are no record of ours: they are dead-lettered, which moves the position as well. */
    private void send(int records) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, records)
                    .forEach(number -> producer.send(new ProducerRecord<>(topic, "door", new byte[] {7})));
            producer.flush();
        }
    }

    private void commit(long position, Optional<Integer> leaderEpoch) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(position, leaderEpoch, "")))
                .all()
                .get();
    }

    private long committed() throws Exception {
        OffsetAndMetadata position = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return position == null ? -1 : position.offset();
    }

    private long end() throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
