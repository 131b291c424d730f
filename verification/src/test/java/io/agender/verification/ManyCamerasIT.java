package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.video.RtspServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sixteen live cameras in one {@code agender produce}, a process of its own: 640 x 360 pixels, ten frames a second each.
 * Six hang up every ten seconds, the server of six others is killed and started again, and four go on.
 */
class ManyCamerasIT {

    private static final Path FOLDER = Path.of("target", "many-cameras");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final int RATE = 10;
    private static final int RTSP = 6;
    private static final int MJPEG = 6;
    private static final int SCENES = 4;
    private static final int CAMERAS = RTSP + MJPEG + SCENES;
    private static final int PICTURES_BEFORE_HANGING_UP = 10 * RATE;
    private static final Duration BETWEEN_POWER_CUTS = FORM.playing().dividedBy(4);

    /** What the heap, of which the child has 256 MB, may still grow when all is warm. */
    private static final long TOLERANCE_KIB = 64 << 10;

    private Broker broker;
    private SignOfLife registry;
    private MjpegServer mjpeg;
    private RtspServer rtsp;

    @BeforeEach
    void startCamerasAndABroker() throws Exception {
        RtspServer.requireInstalled();
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
        broker.renewTopics(3);
        registry = SignOfLife.open();
        mjpeg = MjpegServer.open(MjpegServer.picture(), PICTURES_BEFORE_HANGING_UP, Duration.ofMillis(1_000 / RATE));
        rtsp = RtspServer.start(FOLDER);
    }

    @AfterEach
    void stopThem() {
        if (broker == null) {
            return;
        }
        rtsp.close();
        mjpeg.close();
        registry.close();
        broker.close();
    }

    @Test
    void should_keep_the_order_of_each_camera_and_no_memory() throws Exception {
        Path config = Files.writeString(FOLDER.resolve("cameras.yml"), config());
        List<Long> memory = new ArrayList<>();
        Map<String, Duration> work = new LinkedHashMap<>();
        List<String> totals;
        try (ChildJvm producer = ChildJvm.start(
                FOLDER.resolve("produce.log"),
                CommandProgram.class,
                List.of("produce", "--config", config.toString()))) {
            OptionalInt exitCode;
            long powerCut = System.nanoTime() + BETWEEN_POWER_CUTS.toNanos();
            do {
                exitCode = producer.exitCode(1);
                if (producer.isAlive()) {
                    memory.add(producer.memoryKib());
                    measure(producer, work);
                }
                if (System.nanoTime() - powerCut > 0) {
                    powerCut += BETWEEN_POWER_CUTS.toNanos();
                    rtsp.close();
                    rtsp = RtspServer.start(FOLDER, rtsp.port());
                }
            } while (exitCode.isEmpty());
            List<String> lines = producer.rest();
            assertThat(exitCode).as("%s", lines).hasValue(0);
            totals = lines.stream().filter(ManyCamerasIT::isTotal).toList();
        }

        SentRecords records = SentRecords.read(broker);
        for (String camera : names()) {
            records.assertOrdered(camera);
            String total = totals.stream()
                    .filter(line -> line.startsWith(camera + ": "))
                    .findFirst()
                    .orElseThrow();
            assertThat(total).startsWith(camera + ": " + records.of(camera).size() + " frames sent");
            assertThat(records.missing(camera)).as(total).isEqualTo(number(total, "dropped"));
            if (camera.startsWith("scene")) {
                assertThat(number(total, "reconnects")).as(total).isZero();
                assertThat(streams(records, camera)).as(total).isEqualTo(1);
                requireRate(records.of(camera).size(), number(total, "dropped"), total);
            } else {
                assertThat(number(total, "reconnects")).as(total).isPositive();
                assertThat(streams(records, camera)).as(total).isGreaterThan(1);
            }
        }
        report(records, totals, memory, work);
        assertThat(late(memory))
                .as("resident KiB at the end, after %s", memory)
                .isLessThan(early(memory) + TOLERANCE_KIB);
    }

    /** Nothing of a scene comes over a network; in the short form the processors may be busy with others. */
    private static void requireRate(int frames, long dropped, String total) {
        boolean isLong = FORM.playing().toMinutes() > 0;
        long wanted = RATE * FORM.playing().toSeconds();
        assertThat((long) frames).as(total).isGreaterThan(isLong ? wanted * 9 / 10 : wanted / 2);
        if (isLong) {
            assertThat(dropped).as(total).isZero();
        }
    }

    private static void measure(ChildJvm producer, Map<String, Duration> work) throws IOException {
        for (String kind : List.of("rtsp", "mjpeg", "scene")) {
            work.put(kind, producer.processorTime("camera-" + kind));
        }
        work.put("all", producer.processorTime());
    }

    private static void report(
            SentRecords records, List<String> totals, List<Long> memory, Map<String, Duration> work) {
        System.out.printf(
                Locale.ROOT,
                "many cameras: %d live cameras, %d frames/s each, %d s, %d frames, %d dropped, %d reconnects: %.1f %% of"
                        + " a core per camera with the start of the JVM; the threads that read: %.1f %% per RTSP"
                        + " camera, %.1f %% per MJPEG camera, %.1f %% per test scene; %d MB resident after a quarter,"
                        + " %d MB at the end%n",
                CAMERAS,
                RATE,
                FORM.playing().toSeconds(),
                records.byCamera().values().stream().mapToInt(List::size).sum(),
                totals.stream().mapToLong(line -> number(line, "dropped")).sum(),
                totals.stream().mapToLong(line -> number(line, "reconnects")).sum(),
                percent(work.get("all"), CAMERAS),
                percent(work.get("rtsp"), RTSP),
                percent(work.get("mjpeg"), MJPEG),
                percent(work.get("scene"), SCENES),
                early(memory) >> 10,
                late(memory) >> 10);
    }

    private static double percent(Duration work, int cameras) {
        return 100.0 * work.toMillis() / FORM.playing().toMillis() / cameras;
    }

    /** Once a minute a camera says how it is, in much the same words. */
    private static boolean isTotal(String line) {
        return line.matches("\\w+: \\d+ frames sent.*");
    }

    private static long number(String total, String what) {
        Matcher number = Pattern.compile("(\\d+) " + what).matcher(total);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    private static long streams(SentRecords records, String camera) {
        return records.of(camera).stream()
                .map(SentRecords.Sent::streamId)
                .distinct()
                .count();
    }

    private static long early(List<Long> memory) {
        return most(memory, 0.25, 0.5);
    }

    private static long late(List<Long> memory) {
        return most(memory, 0.75, 1);
    }

    private static long most(List<Long> values, double from, double to) {
        return values.subList((int) (values.size() * from), (int) (values.size() * to)).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Integer> kind :
                Map.of("rtsp", RTSP, "mjpeg", MJPEG, "scene", SCENES).entrySet()) {
            for (int i = 0; i < kind.getValue(); i++) {
                names.add(kind.getKey() + i);
            }
        }
        return names;
    }

    private String address(String camera) {
        if (camera.startsWith("rtsp")) {
            return rtsp.url("lobby");
        }
        return camera.startsWith("mjpeg") ? mjpeg.address() : "test:faces?fps=" + RATE + "&seed=" + camera.charAt(5);
    }

    private String config() {
        StringBuilder yaml = new StringBuilder();
        yaml.append("bootstrap.servers: ").append(broker.bootstrapServers()).append('\n');
        yaml.append("registry.url: ").append(registry.address()).append('\n');
        yaml.append("value.serializer: ")
                .append(LocalAvroSerializer.class.getName())
                .append('\n');
        yaml.append("stall.timeout: 3s\nreconnect.cap: 2s\nduration: ");
        yaml.append(FORM.playing().toSeconds()).append("s\ncameras:\n");
        for (String camera : names()) {
            yaml.append("  - {id: ").append(camera).append(", url: \"").append(address(camera));
            yaml.append("\"}\n");
        }
        return yaml.toString();
    }
}
