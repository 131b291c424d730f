package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code agender run} on what a loss of power leaves of its folder, at several moments. Where the system had written
 * everything, no frame may be missing or there twice; where it had not, the run must go on by itself, and all that Kafka
 * has then must be in the files.
 */
class LivePowerLossIT {

    private static final Path FOLDER = Path.of("target", "live-power-loss").toAbsolutePath();
    private static final Path DISK = FOLDER.resolve("disk");
    private static final Path DATA = DISK.resolve("data");
    private static final Path OUTPUT = DISK.resolve("out");
    private static final ResultLines LINES = new ResultLines(OUTPUT);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration MIDDLE = Duration.ofSeconds(3);

    private final ProofForm form = ProofForm.asAsked();
    private final Random random = new Random(form.seed());
    private final List<Path> images = new ArrayList<>();
    private PowerLoss loss;
    private MjpegServer lobby;
    private MjpegServer door;
    private LiveRunProcess run;

    @BeforeEach
    void startCameras() throws Exception {
        Utils.delete(FOLDER.toFile());
        Files.createDirectories(DISK);
        lobby = MjpegServer.open(MjpegServer.picture(), Integer.MAX_VALUE, Duration.ofMillis(150));
        door = MjpegServer.open(MjpegServer.picture(), Integer.MAX_VALUE, Duration.ofMillis(220));
    }

    @AfterEach
    void stopWhatIsLeft() throws IOException {
        if (run != null) {
            run.close();
        }
        lobby.close();
        door.close();
        Utils.delete(DISK.toFile()); // large, and told of by the logs
        for (Path image : images) {
            Utils.delete(image.toFile());
        }
    }

    @Test
    void should_go_on_where_it_was_whatever_the_system_had_written() throws Exception {
        run = start("first");
        awaitWindows(2);
        loss = PowerLoss.since(DISK);
        for (int moment = 0; moment < 2 * form.rounds() - 1; moment++) {
            run.end(MIDDLE.plusMillis(random.nextInt(2_000))); // writes meanwhile
            Path image = FOLDER.resolve("image-" + moment);
            run.freeze();
            loss.copy(image);
            run.thaw();
            images.add(image);
        }
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
        run.kill();
        for (Path image : images) {
            boolean written = images.indexOf(image) % 2 == 1;
            Utils.delete(DISK.toFile());
            Files.move(image, DISK);
            beTheSameDisk();
            long lost = written ? 0 : loss.drop(DISK, random);
            String name = "after-" + image.getFileName();
            System.out.println("live power loss: " + name + ", " + lost + " bytes were not written");
            goOn(name, written);
        }
    }

    /** A copy's files have other numbers than those of the disk that it is in the place of. */
    private static void beTheSameDisk() throws IOException {
        Path bookmark = DATA.resolve("results.properties");
        Properties all = new Properties();
        try (InputStream in = Files.newInputStream(bookmark)) {
            all.load(in);
        }
        for (String name : all.stringPropertyNames()) {
            Path file = OUTPUT.resolve(name.replaceFirst("^number\\.", "") + ".jsonl");
            if (name.startsWith("number.") && !all.getProperty(name).isEmpty() && Files.exists(file)) {
                all.setProperty(name, Files.getAttribute(file, "unix:ino").toString());
            }
        }
        try (OutputStream out = Files.newOutputStream(bookmark)) {
            all.store(out, null);
        }
    }

    private void goOn(String name, boolean written) throws Exception {
        Set<String> streams = streams();
        run = start(name);
        awaitWindowsSince(streams);
        run.signal("INT");
        assertThat(run.end(PATIENCE)).as(run.lastWords()).isZero();
        assertThat(run.said()).contains(" frames analysed, ").doesNotContain("\tat ", "agender: ", "The next run on");

        List<String> frames = LINES.frames();
        try (LeftRecords left = LeftRecords.in(DATA)) {
            List<String> inTopic = left.faces();
            assertThat(frames).containsAll(inTopic);
            if (written) {
                assertThat(frames).doesNotHaveDuplicates().hasSameSizeAs(inTopic);
                assertThat(left.frames()).isEqualTo(frames.size());
                assertThat(LINES.counted()).isEqualTo(frames.size());
                assertThat(LINES.windows()).doesNotHaveDuplicates();
            }
        }
        for (String camera : List.of("lobby", "door")) {
            assertWholeSince(camera, streams);
        }
    }

    /** What came of the streams that began behind the loss: they are whole, and windows of their own count all of them. */
    private static void assertWholeSince(String camera, Set<String> earlier) {
        List<JsonNode> frames = framesSince(camera, earlier);
        assertThat(frames.stream().map(line -> line.get("sequence").asLong()))
                .as(camera)
                .isSorted()
                .doesNotHaveDuplicates();
        List<JsonNode> windows = windowsSince(camera, earlier);
        Instant from = Instant.parse(windows.get(0).get("windowStart").asText());
        assertThat(windows.stream().map(window -> window.get("windowStart").asText()))
                .doesNotHaveDuplicates();
        assertThat(windows.stream()
                        .mapToLong(window -> window.get("framesAnalysed").asLong()
                                + window.get("framesPredicted").asLong())
                        .sum())
                .as("frames of %s in windows", camera)
                .isEqualTo(frames.stream()
                        .filter(line ->
                                !Instant.parse(line.get("capturedAt").asText()).isBefore(from))
                        .count());
    }

    private static List<JsonNode> framesSince(String camera, Set<String> earlier) {
        return LINES.of("faces").stream()
                .filter(line -> line.get("cameraId").asText().equals(camera))
                .filter(line -> !earlier.contains(line.get("streamId").asText()))
                .toList();
    }

    /** Those that begin after the first frame of a stream that is not an earlier one. */
    private static List<JsonNode> windowsSince(String camera, Set<String> earlier) {
        List<JsonNode> frames = framesSince(camera, earlier);
        if (frames.isEmpty()) {
            return List.of();
        }
        Instant first = Instant.parse(frames.get(0).get("capturedAt").asText());
        return LINES.of("summary").stream()
                .filter(window -> window.get("cameraId").asText().equals(camera))
                .filter(window ->
                        Instant.parse(window.get("windowStart").asText()).isAfter(first))
                .toList();
    }

    private static Set<String> streams() {
        return LINES.of("faces").stream()
                .map(line -> line.get("streamId").asText())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private LiveRunProcess start(String name) throws IOException {
        return LiveRunProcess.start(
                FOLDER,
                name,
                List.of("-Xmx400m"),
                List.of(
                        "lobby=" + lobby.address(),
                        "door=" + door.address(),
                        "--window",
                        "2s",
                        "--idle",
                        "5s",
                        "--rollups",
                        "hourly",
                        "--no-dashboard",
                        "--data-dir",
                        DATA.toString(),
                        "--output",
                        OUTPUT.toString()));
    }

    /** Windows of before the loss may be told again, so those that the run says are not enough. */
    private void awaitWindowsSince(Set<String> earlier) {
        await().atMost(PATIENCE)
                .ignoreExceptions() // a line that is just being written
                .until(() -> !run.isAlive()
                        || Stream.of("lobby", "door")
                                .allMatch(
                                        camera -> windowsSince(camera, earlier).size() >= 2));
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
    }

    private void awaitWindows(long windows) {
        await().atMost(PATIENCE)
                .until(() -> !run.isAlive() || run.windows("lobby") >= windows && run.windows("door") >= windows);
        assertThat(run.isAlive()).as(run.lastWords()).isTrue();
    }
}
