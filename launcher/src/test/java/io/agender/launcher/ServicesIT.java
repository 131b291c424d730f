package io.agender.launcher;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts one by one, as on a cluster: broker and registry belong to someone else. */
class ServicesIT {

    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    private Cluster cluster;
    private final List<Service> services = new ArrayList<>();

    /** A command that runs until it is stopped. */
    private record Service(Thread thread, CompletableFuture<Agender> result) {}

    @BeforeEach
    void startACluster() {
        cluster = Cluster.open();
    }

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (Service service : services) {
            service.thread().interrupt();
            service.thread().join(TimeUnit.SECONDS.toMillis(60));
        }
        cluster.close();
    }

    @Test
    void should_analyse_what_is_produced_and_count_a_replay_once() throws Exception {
        Agender topics = Agender.runAt(cluster, "topics", "create", "--partitions", String.valueOf(PARTITIONS));
        assertThat(topics.exitCode()).as(topics.toString()).isZero();
        assertThat(topics.out()).contains("agender.frames: created", "agender.dead-letters: created");
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", String.valueOf(PARTITIONS))
                        .out())
                .contains("agender.frames: was there");
        Agender other = Agender.runAt(cluster, "topics", "create", "--partitions", "5");
        assertThat(other.exitCode()).as(other.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(other.err()).contains("Topic agender.frames exists with 3 partitions, not 5");

        Service processor =
                start("process", "--data-dir", folder.resolve("process").toString());
        Service aggregator =
                start("aggregate", "--data-dir", folder.resolve("aggregate").toString(), "--rows", "windows");
        // Not the past: the topics of a cluster drop old frames by their capture time.
        String start = Instant.now().minusSeconds(60).toString();
        Agender produced = produce(start);
        assertThat(produced.exitCode()).as(produced.toString()).isZero();
        assertThat(produced.out()).contains("door: 200 frames sent");
        assertThat(produce(start).exitCode()).isZero();

        List<DemographicSummary> finals = new ArrayList<>();
        try (KafkaConsumer<String, DemographicSummary> consumer = summaries()) {
            await().atMost(ofSeconds(90)).until(() -> {
                consumer.poll(ofMillis(100)).forEach(record -> {
                    if (record.value().getStatus() == SummaryStatus.FINAL) {
                        finals.add(record.value());
                    }
                });
                return finals.stream()
                                        .mapToLong(DemographicSummary::getFramesAnalysed)
                                        .sum()
                                >= 200
                        || processor.result().isDone()
                        || aggregator.result().isDone();
            });
        }
        assertThat(finals.stream()
                        .mapToLong(DemographicSummary::getFramesAnalysed)
                        .sum())
                .isEqualTo(200);
        assertThat(finals).extracting(DemographicSummary::getWindowStart).doesNotHaveDuplicates();

        processor.thread().interrupt();
        assertThat(processor.result().get(60, TimeUnit.SECONDS).exitCode()).isEqualTo(ExitCode.OK);

        Agender verified = Agender.runAt(cluster, "verify", "--rows", "windows");
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
        assertThat(verified.out())
                .contains("ALL RECORDS ACCOUNTED FOR")
                .contains("of 1 cameras")
                .contains(finals.size() * 25 + " rows");
        assertThat(verified.out()).contains(" hours, days and weeks, ");
        Agender withoutHours = Agender.runAt(cluster, "verify", "--rollups", "none");
        assertThat(withoutHours.exitCode()).as(withoutHours.toString()).isZero();
        assertThat(withoutHours.out()).doesNotContain(" hours, days and weeks");
        Agender otherWindows = Agender.runAt(cluster, "verify", "--window", "7s");
        assertThat(otherWindows.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(otherWindows.out()).contains("FIRST DIFFERENCE: agender.summary, camera door, window ");
    }

    @Test
    void should_keep_each_topic_as_long_as_the_manual_says() throws Exception {
        Agender topics = Agender.runAt(cluster, "topics", "create", "--partitions", "1");
        assertThat(topics.exitCode()).as(topics.toString()).isZero();

        Map<String, Duration> kept = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            List<ConfigResource> ours = Topic.all().stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                    .toList();
            admin.describeConfigs(ours)
                    .all()
                    .get()
                    .forEach((topic, settings) -> kept.put(
                            topic.name(),
                            Duration.ofMillis(
                                    Long.parseLong(settings.get("retention.ms").value()))));
        }
        assertThat(kept)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(Topic.FRAMES, Duration.ofMinutes(10)),
                        Map.entry(Topic.FACES, Duration.ofDays(7)),
                        Map.entry(Topic.PROGRESS, Duration.ofDays(7)),
                        Map.entry(Topic.CAMERAS, Duration.ofMillis(-1)),
                        Map.entry(Topic.SUMMARY, Duration.ofDays(365)),
                        Map.entry(Topic.SUMMARY_ROWS, Duration.ofDays(365)),
                        Map.entry(Topic.SUMMARY_HOURLY, Duration.ofDays(2 * 365)),
                        Map.entry(Topic.SUMMARY_DAILY, Duration.ofDays(10 * 365)),
                        Map.entry(Topic.SUMMARY_WEEKLY, Duration.ofDays(10 * 365)),
                        Map.entry(Topic.SUMMARY_OPEN, Duration.ofDays(2 * 365)),
                        Map.entry(Topic.SUMMARY_BY_SITE, Duration.ofDays(7)),
                        Map.entry(Topic.DEAD_LETTERS, Duration.ofDays(30))));
    }

    @Test
    void should_keep_topics_as_long_as_the_user_says_also_those_that_are_there() throws Exception {
        Agender created = Agender.runAt(
                cluster, "topics", "create", "--partitions", "1", "--retention", "agender.frames=1h,agender.faces=2d");
        assertThat(created.exitCode()).as(created.toString()).isZero();
        assertThat(created.out())
                .contains("agender.frames: created, kept for 1h")
                .contains("agender.summary: created\n");

        Agender changed =
                Agender.runAt(cluster, "topics", "create", "--partitions", "1", "--retention", "agender.frames=-1");
        assertThat(changed.exitCode()).as(changed.toString()).isZero();
        assertThat(changed.out())
                .contains("agender.frames: was there, kept for -1")
                .contains("agender.faces: was there\n");

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<String, String> kept = new HashMap<>();
            admin.describeConfigs(Stream.of(Topic.FRAMES, Topic.FACES)
                            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                            .toList())
                    .all()
                    .get()
                    .forEach((topic, settings) ->
                            kept.put(topic.name(), settings.get("retention.ms").value()));
            assertThat(kept).containsExactlyInAnyOrderEntriesOf(Map.of(Topic.FRAMES, "-1", Topic.FACES, "172800000"));
        }
    }

    /** Brokers take no record that is an hour ahead of their clock unless its topic says so. */
    @Test
    void should_send_a_window_of_weeks_when_its_stream_ends_early() throws Exception {
        Agender topics = Agender.runAt(cluster, "topics", "create", "--partitions", String.valueOf(PARTITIONS));
        assertThat(topics.exitCode()).as(topics.toString()).isZero();
        start(
                "aggregate",
                "--window",
                "31d",
                "--data-dir",
                folder.resolve("weeks").toString());
        TrustedRecords.ensure();
        FrameFaces last = FrameFaces.newBuilder()
                .setCameraId("door")
                .setStreamId("door-1")
                .setSequence(0)
                .setCapturedAt(Instant.now())
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setEndOfStream(true)
                .setModels(List.of())
                .setFaces(List.of())
                .build();
        try (KafkaProducer<String, FrameFaces> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl())))) {
            producer.send(new ProducerRecord<>(Topic.FACES, "door", last)).get();
        }

        try (KafkaConsumer<String, DemographicSummary> consumer = summaries()) {
            List<DemographicSummary> sent = new ArrayList<>();
            await().atMost(ofSeconds(60)).until(() -> {
                consumer.poll(ofMillis(100)).forEach(record -> sent.add(record.value()));
                return !sent.isEmpty();
            });
            assertThat(sent)
                    .extracting(DemographicSummary::getStatus, DemographicSummary::getFramesAnalysed)
                    .containsExactly(tuple(SummaryStatus.FINAL, 1L));
        }
    }

    /** The topics of an earlier version: its successor needs one more. */
    @Test
    void should_say_which_topic_is_missing_after_an_upgrade() throws Exception {
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "1")
                        .exitCode())
                .isZero();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topic.PROGRESS)).all().get();
            await().atMost(ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(Topic.PROGRESS));
        }

        for (String command : List.of("process", "aggregate", "verify")) {
            Agender ended = Agender.runAt(cluster, command);
            assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(ExitCode.KAFKA);
            assertThat(ended.err())
                    .contains("There is no topic agender.progress at")
                    .contains("agender topics create")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void should_say_that_the_registry_is_away_when_only_the_brokers_answer() {
        Agender produced = Agender.run(
                "produce",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--registry-url",
                "http://127.0.0.1:1");
        assertThat(produced.exitCode()).as(produced.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(produced.err())
                .contains("No schema registry answers at http://127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "process, agender.frames",
        "aggregate, agender.faces",
        "dashboard --port 0, agender.faces",
        "verify, agender.summary",
        "produce test:faces, agender.frames"
    })
    void should_say_in_one_sentence_which_topic_is_missing(String command, String topic) {
        Agender service = Agender.runAt(cluster, command.split(" "));

        assertThat(service.exitCode()).as(service.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(service.out()).isEmpty();
        assertThat(service.err().lines())
                .containsExactly("agender: There is no topic " + topic + " at " + cluster.bootstrapServers()
                        + "; create the topics with agender topics create.");
    }

    private Agender produce(String start) {
        return Agender.runAt(
                cluster, "produce", Truth.SAMPLES.resolve("door.mp4").toString(), "--start-time", start);
    }

    private KafkaConsumer<String, DemographicSummary> summaries() {
        KafkaConfig kafka = KafkaConfig.from(new Settings(Map.of(
                KafkaConfig.BOOTSTRAP_SERVERS, cluster.bootstrapServers(),
                KafkaConfig.REGISTRY_URL, cluster.registryUrl())));
        KafkaConsumer<String, DemographicSummary> consumer = new KafkaConsumer<>(
                kafka.clientProperties(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()));
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition(Topic.SUMMARY, partition));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private Service start(String... args) {
        CompletableFuture<Agender> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(Agender.runAt(cluster, args)), args[0]);
        thread.start();
        Service service = new Service(thread, result);
        services.add(service);
        return service;
    }
}
