package io.agender.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.vision.video.RtspServer;
import java.io.IOException;
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
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code agender run} with an RTSP camera, GStreamer's, an MJPEG camera and a recording. */
class LiveRunIT {

    private static final Path FOLDER = Path.of("target", "live-run").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path OUTPUT = FOLDER.resolve("out");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResultLines LINES = new ResultLines(OUTPUT);

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
        String firstWindow = LINES.of("summary").stream()
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

        int written = LINES.windows().size();
        run = start("second", "--quiet");
        await().atMost(PATIENCE)
                .ignoreExceptions() // a line may be written by half
                .until(() -> !run.isAlive() || LINES.windows().size() >= written + 6);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(run.dashboard() + "api/cameras/lobby/summary.csv"))
                .as("days before")
                .contains(firstWindow.substring(0, 19)));
        assertThat(left).as("left by the run before").noneMatch(Files::exists);
        run.signal("INT");
        assertThat(run.end(PATIENCE)).as(run.lastWords()).isZero();
        assertThat(run.windows("lobby") + run.windows("door"))
                .as("told though it is to be quiet")
                .isZero();
        assertThat(run.said())
                .contains("Networks: ", "lobby  ", "door  ", "clip  ", " frames analysed, ")
                .contains("camera, hour", "site, hour", "camera, day", "site, day", "camera, week", "site, week")
                .doesNotContain("\tat ", "The next run on these data", "Interrupted", "analyses too slowly");

        List<String> inFile = LINES.frames();
        assertThat(inFile).doesNotHaveDuplicates();
        try (LeftRecords records = LeftRecords.in(DATA)) {
            assertThat(inFile).containsExactlyInAnyOrderElementsOf(records.faces());
            assertThat(records.frames()).as("frames that Kafka had").isEqualTo(inFile.size());
        }
        assertThat(LINES.counted()).as("frames in windows").isEqualTo(inFile.size());
        assertThat(LINES.windows()).doesNotHaveDuplicates();
        long looked = frames(LINES.of("summary"));
        for (String period : List.of("summary.hourly", "summary.daily", "summary.weekly")) {
            List<JsonNode> sums = LINES.newestRollups(period);
            assertThat(frames(scope(sums, "CAMERA"))).as(period).isEqualTo(looked);
            assertThat(frames(scope(sums, "SITE"))).as(period).isEqualTo(looked);
        }
    }

    @Test
    void should_end_by_itself_when_it_was_asked_for_so_much_and_tell_programs_all_of_it() throws Exception {
        run = LiveRunProcess.startForPrograms(
                FOLDER, "json", List.of("-Xmx400m"), arguments("--json", "--duration", "5s"));
        assertThat(run.end(PATIENCE)).as(run.lastWords()).isZero();

        List<JsonNode> records = new ArrayList<>();
        for (String line : run.records()) {
            records.add(JSON.readTree(line));
        }
        assertThat(named(records, "window")).containsExactlyElementsOf(LINES.of("summary"));
        assertThat(named(records, "rollup"))
                .hasSizeGreaterThanOrEqualTo(10)
                .containsExactlyInAnyOrderElementsOf(Stream.of("summary.hourly", "summary.daily", "summary.weekly")
                        .flatMap(file -> LINES.of(file).stream())
                        .toList());
        JsonNode total = records.get(records.size() - 1).get("total");
        assertThat(total.get("framesAnalysed").asInt()).isEqualTo(LINES.frames().size());
        assertThat(total.get("files")).hasSize(5);
        long entered = LINES.of("summary").stream()
                .mapToLong(window -> window.get("peopleEntered").asLong())
                .sum();
        assertThat(total.get("peopleEntered").asLong()).isEqualTo(entered).isPositive();
        for (String camera : List.of("lobby", "door", "clip")) {
            assertThat(LINES.timeOf(camera))
                    .as(camera)
                    .isBetween(ofSeconds(4), ofSeconds(9)); // a frame more, on a busy machine
        }
        assertThat(run.said()).contains("Networks: ", "wrote ").doesNotContain("\tat ", "came in");
        try (Stream<Path> files = Files.list(OUTPUT)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".mp4")))
                    .as("annotated videos")
                    .hasSizeGreaterThanOrEqualTo(3)
                    .anyMatch(name -> name.startsWith("lobby-"));
        }
    }

    private static List<JsonNode> named(List<JsonNode> records, String name) {
        return records.stream()
                .filter(record -> record.has(name))
                .map(record -> record.get(name))
                .toList();
    }

    private static List<JsonNode> scope(List<JsonNode> rollups, String scope) {
        return rollups.stream()
                .filter(sum -> sum.get("scope").asText().equals(scope))
                .toList();
    }

    private static long frames(List<JsonNode> records) {
        return records.stream()
                .mapToLong(record -> record.get("framesAnalysed").asLong()
                        + record.get("framesPredicted").asLong())
                .sum();
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

    private LiveRunProcess start(String name, String... more) throws IOException {
        return LiveRunProcess.start(FOLDER, name, List.of("-Xmx400m"), arguments(more));
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "lobby=" + rtsp.url("lobby"),
                "door=" + mjpeg.address(),
                "clip=" + Path.of("..", "samples", "door.mp4"),
                "--sites",
                "*=Bremen",
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
        arguments.addAll(List.of(more));
        return arguments;
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

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
