package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.audit.AuditReport;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.WholeTopics;
import io.agender.audit.topic.TopicsAudit;
import io.agender.runtime.config.Durations;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.vision.video.RtspServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
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

/**
 * What {@code docker compose up} starts, with a list of cameras that is changed by its commands, while its processors are
 * scaled and killed, and while all of it is started again on a machine that has no time for it.
 */
@EnabledIfSystemProperty(
        named = "compose.test",
        matches = "true",
        disabledReason = "It takes minutes and a Docker engine: verification/compose.sh")
class ComposeIT {

    private static final Path FOLDER = Path.of("target", "compose");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** On a machine that does something else. */
    private static final Duration BUSY_PATIENCE = Duration.ofMinutes(10);

    private static final String TOKEN = "sixteen letters..";
    private static final String PROCESSOR = "inference-processor";
    private static final String CAMERAS = "cameras";
    private static final String PASSWORD = "p@ss/word?";

    /** Published models, where this machine has them; see CONTRIBUTING.md. */
    private static final Path MODELS = Path.of(System.getProperty("agender.home", ".."), "../shared/models");

    /** As in .env, but sooner silent. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private static final SummaryRules RULES = new SummaryRules(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            IDLE,
            Duration.ofSeconds(5),
            List.of(0, 13, 18, 25, 35, 45, 55, 65));

    private ComposeStack stack;
    private GatedCamera gate;
    private RtspServer rtsp;
    private LiveList hls;
    private Path list;
    private Set<String> volumesBefore;
    private KafkaConfig kafka;
    private WholeTopics reader;

    @BeforeEach
    void startTheStack() throws Exception {
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        Optional<String> obstacle = ComposeStack.obstacle(FOLDER);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
        RtspServer.requireInstalled();
        gate = GatedCamera.open("guest", PASSWORD);
        rtsp = RtspServer.startForAll(FOLDER);
        hls = LiveList.open(FOLDER.resolve("hls"));
        Path secrets = Files.createDirectories(FOLDER.resolve("secrets"));
        Files.writeString(secrets.resolve("gate"), "guest:" + PASSWORD + "\n");
        list = Files.copy(Path.of("..", "cameras.yml"), FOLDER.resolve("cameras.yml"));
        // As one that belongs to somebody else: who has no more rights than others can't write it.
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("r--r--r--"));
        stack = new ComposeStack(
                FOLDER,
                Map.of(
                        "FRAMES_RETENTION_MINUTES",
                        "60",
                        "IDLE",
                        Durations.format(IDLE),
                        "CAMERAS_FILE",
                        list.toAbsolutePath().toString(),
                        "SECRETS_FOLDER",
                        secrets.toAbsolutePath().toString(),
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
        if (gate != null) {
            gate.close();
        }
        if (rtsp != null) {
            rtsp.close();
        }
        if (hls != null) {
            hls.close();
        }
    }

    @Test
    void should_lose_and_double_nothing_whatever_is_changed_scaled_killed_and_started_again() throws Exception {
        assertThat(stack.users()).hasSize(6).doesNotContain("0");
        assertThat(stack.imageSize()).as("bytes of the image").isLessThan(450_000_000);
        assertThat(List.of(CAMERAS, PROCESSOR, "aggregator", "dashboard"))
                .allSatisfy(service -> assertThat(stack.mappedFiles(service))
                        .as("what the JVM of %s has in memory", service)
                        .contains("/opt/agender/classes.jsa"));
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

        addCameras();
        readTheTopics();
        pullTheBestDetector();

        stack.up(3);
        assertThat(stack.healthy(PROCESSOR)).isEqualTo(3);
        awaitFaces(100);

        stack.killOne(PROCESSOR);
        assertThat(stack.healthy(PROCESSOR)).isEqualTo(2);
        awaitFaces(200);

        removeTheGate();
        startAllAgainOnABusyMachine();
        awaitFaces(50);

        playOneFile();
        stack.stop(CAMERAS);
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
        assertThat(stack.remains()).as("containers and networks after down -v").isEmpty();
        stack = null;
    }

    /** One that asks for a password, which is a secret, others of each live kind, and one that is not there. */
    private void addCameras() throws Exception {
        String address = "@" + ComposeStack.THIS_MACHINE + ":" + gate.port() + "/mjpeg";
        String stairs = "rtsp://" + ComposeStack.THIS_MACHINE + ":" + rtsp.port() + "/lobby";
        String hall = "http://" + ComposeStack.THIS_MACHINE + ":" + hls.port() + "/live.m3u8";
        stack.run("camera", "add", "gate", "http://${file:/run/secrets/gate}" + address, "--site", "Kiel");
        stack.run("camera", "add", "stairs", stairs);
        stack.run("camera", "add", "hall", hall);
        stack.run("camera", "add", "dead", "rtsp://kafka:1/stream");
        assertThat(stack.run("camera", "list").lines())
                .containsExactly(
                        "lobby   lobby.mp4",
                        "door    door.mp4",
                        "gate    http://***" + address + "  site=Kiel",
                        "stairs  " + stairs,
                        "hall    " + hall,
                        "dead    rtsp://kafka:1/stream");
        assertThat(Files.readString(list)).contains("# Samples, in the place of cameras.");
        drawAZone();
        stack.restart(CAMERAS);
        Awaitility.await("the new camera on the dashboard")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Stream.of("gate", "stairs", "hall").allMatch(shown()::contains));
        assertThat(stack.log(CAMERAS)).contains("dead").doesNotContain(PASSWORD);
        assertThat(frames()).containsKeys("gate", "stairs", "hall").doesNotContainKey("dead");
    }

    /** All of the lobby's picture, into the topic by the tool that writes the list. */
    private void drawAZone() throws Exception {
        String url = "    url: lobby.mp4\n";
        String zone = "    zones:\n      - {name: all, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]]}\n";
        String drawn = Files.readString(list).replace(url, url + zone);
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(list, drawn);
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(stack.run("camera", "apply")).contains("lobby: version 1");
        Awaitility.await("a window of the lobby with its zone")
                .atMost(PATIENCE)
                .until(() -> read(Topic.SUMMARY, DemographicSummary.class).stream()
                        .anyMatch(summary -> !summary.value().getZones().isEmpty()));
    }

    /** With the tool that is in the image. */
    private void readTheTopics() {
        assertThat(stack.run("cli", "read", "agender.frames", "--camera", "stairs", "--limit", "3")
                        .lines())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record)
                        .contains("\"cameraId\":\"stairs\"", "\"width\":640", "\"image\":{\"bytes\":"));
        assertThat(stack.run("cli", "read", "agender.summary", "--limit", "2").lines())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record).contains("\"windowStart\""));
    }

    /** A single file in the place of the list, of a name that a shell would stumble over. */
    private void playOneFile() throws Exception {
        Path clip = Files.copy(Path.of("..", "samples", "lobby.mp4"), FOLDER.resolve("the shop's $1 \"clip\".mp4"));
        Set<String> before = frames().keySet();
        stack.up(Map.of("AGENDER_VIDEO", clip.toAbsolutePath().toString())); // which waits until it plays
        Awaitility.await("frames of the file")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> frames().keySet().size() > before.size());
        System.out.println("compose: " + frames().keySet());
    }

    /** Into the volume of all processors, with what this machine has in the place of the web. */
    private void pullTheBestDetector() throws Exception {
        if (!Files.exists(MODELS)) {
            System.out.println("compose: no detector is pulled, for " + MODELS + " is missing");
            return;
        }
        String pulled = stack.run(
                "-v",
                MODELS.toRealPath() + ":/mirror:ro",
                "-e",
                "AGENDER_MODEL_MIRROR=/mirror",
                "models",
                "pull",
                "yunet");
        assertThat(pulled)
                .as("was here where the image's build reached the web")
                .containsAnyOf("yunet: yunet_n_dynamic.onnx fetched", "yunet: yunet_n_dynamic.onnx was here");
        stack.up(Map.of("DETECTOR", "yunet"));
        Awaitility.await("faces that the pulled detector found")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> shown().contains("yunet"));
    }

    /** From the list, and then from the dashboard. */
    private void removeTheGate() throws Exception {
        stack.run("camera", "remove", "gate");
        stack.restart(CAMERAS);
        stack.run("camera", "forget", "gate");
        Awaitility.await("a dashboard without the camera that is gone")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(shown()).contains("\"id\":\"lobby\"").doesNotContain("\"id\":\"gate\""));
    }

    private void startAllAgainOnABusyMachine() {
        try (BusyMachine busy = new BusyMachine()) {
            stack.restart();
            awaitHealth("all is started again");
            stack.kill("kafka");
            stack.up(Map.of());
            awaitHealth("the broker was killed");
            stack.up(Map.of("WINDOW", "10s", "FPS", "4"));
            awaitHealth("a setting was changed");
        }
    }

    private void awaitHealth(String when) {
        long start = System.nanoTime();
        Awaitility.await("all healthy after " + when)
                .atMost(BUSY_PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(stack.ill()).isEmpty());
        System.out.printf(
                Locale.ROOT,
                "compose: busy machine, %s: all healthy %d s later%n",
                when,
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    /** What the dashboard knows of the cameras. */
    private String shown() throws Exception {
        return ask("/api/cameras", HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What the dashboard shows of a camera, if it has a picture now. */
    private Optional<BufferedImage> picture() throws Exception {
        HttpResponse<byte[]> answer = ask("/api/cameras/lobby/frame.jpg", HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isIn(200, 204);
        return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(answer.body())));
    }

    private <T> HttpResponse<T> ask(String path, HttpResponse.BodyHandler<T> answer) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.dashboard().resolve(path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        answer);
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
