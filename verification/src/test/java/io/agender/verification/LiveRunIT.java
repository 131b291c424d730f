package io.agender.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.runtime.KafkaConfig;
import io.agender.runtime.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.agender.vision.video.RtspServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code agender run} with an RTSP camera, GStreamer's, and an MJPEG camera: one is lost and comes back, the machine loses
 * its power, the run is started again on the same data and ended with Ctrl-C.
 */
class LiveRunIT {

    private static final Path FOLDER = Path.of("target", "live-run").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path OUTPUT = FOLDER.resolve("out");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private RtspServer rtsp;
    private MjpegServer mjpeg;
    private LiveRunProcess run;

    @BeforeEach
    void startCameras() throws Exception {
        RtspServer.requireInstalled();
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(FOLDER);
        rtsp = RtspServer.start(FOLDER);
        mjpeg = MjpegServer.open(MjpegServer.picture(), Integer.MAX_VALUE, Duration.ofMillis(250));
    }

    @AfterEach
    void stopWhatIsLeft() {
        if (run != null) {
            run.close();
        }
        if (rtsp != null) {
            rtsp.close();
            mjpeg.close();
        }
    }

    @Test
    void should_count_each_frame_once_and_lose_none_whatever_camera_and_machine_do() throws Exception {
        run = start("first");
        awaitWindows("lobby", 2);
        awaitWindows("door", 2);
        String firstWindow = summaries().stream()
                .filter(window -> window.get("cameraId").asText().equals("lobby"))
                .findFirst()
                .orElseThrow()
                .get("windowStart")
                .asText();
        assertThat(secondRun()).as("a second run on the same data").contains("is in use by process");

        int port = rtsp.port();
        rtsp.close();
        awaitWords("lobby: lost");
        awaitWindows("door", run.windows("door") + 1);
        rtsp = RtspServer.start(FOLDER, port);
        awaitWords("Camera lobby: live again");
        awaitWindows("lobby", run.windows("lobby") + 1);

        run.kill();
        List<Path> left = emptyFoldersLeftByKill();

        run = start("second");
        awaitWindows("lobby", 2);
        awaitWindows("door", 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(run.dashboard() + "api/cameras/lobby/summary.csv"))
                .as("days before")
                .contains(firstWindow.substring(0, 19)));
        assertThat(left).as("left by the run before").noneMatch(Files::exists);
        run.signal("INT");
        assertThat(run.end(PATIENCE)).as(run.lastWords()).isZero();
        assertThat(run.said())
                .contains("lobby  ", "door  ", " frames analysed, ")
                .doesNotContain("\tat ", "The next run on these data", "Interrupted", "analyses too slowly");

        List<String> inFile = lines("faces.jsonl").stream()
                .map(line -> line.get("cameraId").asText() + " "
                        + line.get("streamId").asText() + " "
                        + line.get("sequence").asLong())
                .toList();
        assertThat(inFile).doesNotHaveDuplicates();
        assertThat(inFile).containsExactlyInAnyOrderElementsOf(inTopic());
        long counted = summaries().stream()
                .mapToLong(window -> window.get("framesAnalysed").asLong()
                        + window.get("framesPredicted").asLong()
                        + window.get("framesUndecodable").asLong()
                        + window.get("framesLate").asLong())
                .sum();
        assertThat(counted).as("frames in windows").isEqualTo(inFile.size());
        assertThat(summaries().stream()
                        .map(window -> window.get("cameraId").asText()
                                + window.get("windowStart").asText()))
                .doesNotHaveDuplicates();
    }

    /** All that is left, made to look old. */
    private static List<Path> emptyFoldersLeftByKill() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER.resolve("tmp"))) {
            List<Path> left = all.toList();
            for (Path folder : left) {
                assertThat(folder).isEmptyDirectory();
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
            }
            return left;
        }
    }

    private LiveRunProcess start(String name) throws IOException {
        return LiveRunProcess.start(
                FOLDER,
                name,
                List.of("-Xmx400m"),
                List.of(
                        "lobby=" + rtsp.url("lobby"),
                        "door=" + mjpeg.address(),
                        "--fps",
                        "4",
                        "--window",
                        "2s",
                        "--idle",
                        "5s",
                        "--stall-timeout",
                        "3s",
                        "--dashboard-port",
                        "0",
                        "--no-pictures",
                        "--annotated-video",
                        "--data-dir",
                        DATA.toString(),
                        "--output",
                        OUTPUT.toString()));
    }

    private String secondRun() throws Exception {
        try (LiveRunProcess second = start("refused")) {
            assertThat(second.end(PATIENCE)).as(second.lastWords()).isEqualTo(4);
            return second.said();
        }
    }

    private void awaitWindows(String camera, long windows) {
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.windows(camera) >= windows);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
    }

    private void awaitWords(String words) {
        await().atMost(PATIENCE).until(() -> !run.isAlive() || run.said().contains(words));
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
    }

    private static List<JsonNode> summaries() {
        return lines("summary.jsonl");
    }

    private static List<JsonNode> lines(String file) {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(OUTPUT.resolve(file))) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What Kafka has, read when the run is over. */
    private static List<String> inTopic() {
        PlatformConfig config =
                new PlatformConfig(Optional.of(DATA), Path.of("../embedded/target/registry"), 0, 0, Map.of());
        List<String> found = new ArrayList<>();
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(config)) {
            KafkaConfig kafka = KafkaConfig.from(new Settings(platform.settings()));
            try (TopicReader reader = TopicReader.open(kafka.clientProperties(Map.of()), "live-run-it", 500);
                    Deserializer<FrameFaces> faces = AvroSerdes.deserializer(FrameFaces.class, kafka.serdes())) {
                reader.begin(reader.partitions(Topic.FACES), StartPosition.beginning());
                reader.readUntil(reader::caughtUp, PATIENCE, record -> {
                    FrameFaces value = faces.deserialize(record.topic(), record.headers(), record.value());
                    found.add(value.getCameraId() + " " + value.getStreamId() + " " + value.getSequence());
                });
            }
        }
        return found;
    }
}
