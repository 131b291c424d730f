package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.audit.AuditReport;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.TopicsAudit;
import io.agender.audit.WholeTopics;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What {@code docker compose up} starts, while its processors are scaled and killed. */
@EnabledIfSystemProperty(
        named = "compose.test",
        matches = "true",
        disabledReason = "It takes minutes and a Docker engine: verification/compose.sh")
class ComposeIT {

    private static final Path FOLDER = Path.of("target", "compose");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TOKEN = "sixteen letters..";
    private static final String PROCESSOR = "inference-processor";

    /** As in .env. */
    private static final SummaryRules RULES = new SummaryRules(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            List.of(0, 13, 18, 25, 35, 45, 55, 65));

    private ComposeStack stack;
    private Set<String> volumesBefore;
    private KafkaConfig kafka;
    private WholeTopics reader;

    @BeforeEach
    void startTheStack() throws Exception {
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        Optional<String> obstacle = ComposeStack.obstacle(FOLDER);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
        stack = new ComposeStack(
                FOLDER,
                Map.of(
                        "FRAMES_RETENTION_MINUTES",
                        "60",
                        "IDLE",
                        "15s",
                        "DASHBOARD_PICTURES",
                        "blur",
                        "DASHBOARD_TOKEN",
                        TOKEN));
        volumesBefore = ComposeStack.allVolumes(FOLDER);
        long start = System.nanoTime();
        stack.up(1);
        System.out.printf(
                Locale.ROOT,
                "compose: all containers healthy after %d s%n",
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        kafka = KafkaConfig.from(new Settings(stack.settings()));
        reader = new WholeTopics(kafka.clientProperties(Map.of("max.partition.fetch.bytes", 16 << 20)));
    }

    @AfterEach
    void removeTheStack() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void should_lose_and_double_nothing_while_processors_are_scaled_and_killed() throws Exception {
        assertThat(stack.users()).hasSize(6).doesNotContain("0");
        assertThat(stack.imageSize()).as("bytes of the image").isLessThan(450_000_000);
        assertThat(retention())
                .containsEntry(Topic.FRAMES, Duration.ofMinutes(60))
                .containsEntry(Topic.FACES, Duration.ofDays(7))
                .containsEntry(Topic.PROGRESS, Duration.ofDays(7))
                .containsEntry(Topic.SUMMARY, Duration.ofDays(365));
        awaitFaces(100);
        Awaitility.await("a final window")
                .atMost(PATIENCE)
                .until(() -> read(Topic.SUMMARY, DemographicSummary.class).stream()
                        .anyMatch(summary -> summary.value().getStatus() == SummaryStatus.FINAL));

        Awaitility.await("a picture whose faces are hidden")
                .atMost(PATIENCE)
                .until(() -> picture().map(BufferedImage::getWidth).equals(Optional.of(640)));

        stack.up(3);
        assertThat(stack.healthy(PROCESSOR)).isEqualTo(3);
        awaitFaces(100);

        stack.killOne(PROCESSOR);
        assertThat(stack.healthy(PROCESSOR)).isEqualTo(2);
        awaitFaces(200);

        stack.stop("sample-producer");
        Map<String, List<String>> sent = frames();
        Awaitility.await("a record of faces for each frame")
                .atMost(PATIENCE)
                .until(() -> faces().values().stream().mapToInt(List::size).sum()
                        >= sent.values().stream().mapToInt(List::size).sum());
        assertThat(faces()).isEqualTo(sent);

        TopicsAudit audit = new TopicsAudit(reader, kafka.serdes(), RULES);
        Awaitility.await("all windows final").atMost(PATIENCE).untilAsserted(() -> assertThat(audit.run())
                .satisfies(report -> {
                    assertThat(report.isClean()).isTrue();
                    assertThat(report.openWindows()).isZero();
                }));
        AuditReport report = audit.run();
        System.out.println("compose: " + report);

        assertThat(stack.volumes()).as("volumes of all containers").containsExactlyInAnyOrder("kafka", "models");
        assertThat(stack.leftBy(volumesBefore)).as("volumes after down -v").isEmpty();
        stack = null;
    }

    /** What the dashboard shows of a camera, if it has a picture now. */
    private Optional<BufferedImage> picture() throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.dashboard().resolve("/api/cameras/lobby/frame.jpg"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isIn(200, 204);
        return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(answer.body())));
    }

    /** How long the broker keeps each of our topics. */
    private Map<String, Duration> retention() throws Exception {
        List<ConfigResource> ours = Topic.all().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<String, Duration> kept = new TreeMap<>();
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            admin.describeConfigs(ours)
                    .all()
                    .get()
                    .forEach((topic, settings) -> kept.put(
                            topic.name(),
                            Duration.ofMillis(
                                    Long.parseLong(settings.get("retention.ms").value()))));
        }
        return kept;
    }

    /** Waits for so many records of faces more than there are. */
    private void awaitFaces(int more) {
        long before = count(Topic.FACES);
        Awaitility.await(more + " more records of faces")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> count(Topic.FACES) >= before + more);
    }

    private long count(String topic) {
        long[] records = {0};
        reader.read(topic, record -> records[0]++);
        return records[0];
    }

    private Map<String, List<String>> frames() {
        return numbers(Topic.FRAMES, Frame.class, frame -> frame.getStreamId() + " " + frame.getSequence());
    }

    private Map<String, List<String>> faces() {
        return numbers(Topic.FACES, FrameFaces.class, faces -> faces.getStreamId() + " " + faces.getSequence());
    }

    /** Stream and number of each record of each camera, in the order of the topic. */
    private <T extends SpecificRecord> Map<String, List<String>> numbers(
            String topic, Class<T> type, Function<T, String> number) {
        Map<String, List<String>> found = new TreeMap<>();
        try (Deserializer<T> values = AvroSerdes.deserializer(type, kafka.serdes())) {
            reader.read(topic, record -> found.computeIfAbsent(record.key(), camera -> new ArrayList<>())
                    .add(number.apply(values.deserialize(topic, record.headers(), record.value()))));
        }
        return found;
    }

    private <T extends SpecificRecord> List<TopicRecord<T>> read(String topic, Class<T> type) {
        try (Deserializer<T> values = AvroSerdes.deserializer(type, kafka.serdes())) {
            return reader.read(topic, values);
        }
    }
}
