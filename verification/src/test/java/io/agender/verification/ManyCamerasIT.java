package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen cameras in one {@code agender produce}: 640 x 360 pixels, ten frames a second each, as a process of its own. */
class ManyCamerasIT {

    private static final Path FOLDER = Path.of("target", "many-cameras");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final int CAMERAS = 16;
    private static final int RATE = 10;

    /** What the heap, of which the child has 256 MB, may still grow when all is warm. */
    private static final long TOLERANCE_KIB = 64 << 10;

    private Broker broker;
    private SignOfLife registry;

    @BeforeEach
    void startABroker() throws IOException {
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
        broker.renewTopics(3);
        registry = SignOfLife.open();
    }

    @AfterEach
    void stopTheBroker() {
        registry.close();
        broker.close();
    }

    @Test
    void should_keep_the_order_of_each_camera_and_no_memory() throws Exception {
        Path config = Files.writeString(FOLDER.resolve("cameras.yml"), config());
        List<Long> memory = new ArrayList<>();
        Duration work = Duration.ZERO;
        List<String> said;
        try (ChildJvm producer = ChildJvm.start(
                FOLDER.resolve("produce.log"),
                CommandProgram.class,
                List.of("produce", "--config", config.toString()))) {
            OptionalInt exitCode;
            do {
                exitCode = producer.exitCode(1);
                if (producer.isAlive()) {
                    memory.add(producer.memoryKib());
                    work = producer.processorTime();
                }
            } while (exitCode.isEmpty());
            said = producer.rest();
            assertThat(exitCode).as("%s", said).hasValue(0);
        }

        SentRecords records = SentRecords.read(broker);
        int expected = (int) FORM.playing().toSeconds() * RATE;
        for (int camera = 0; camera < CAMERAS; camera++) {
            records.assertOrdered("camera" + camera);
            assertThat(records.missing("camera" + camera)).isZero();
            assertThat(records.of("camera" + camera)).as("camera%d", camera).hasSize(expected);
            assertThat(said).anySatisfy(line -> assertThat(line).contains(expected + " frames sent"));
        }
        long early = most(memory, 0.25, 0.5);
        long late = most(memory, 0.75, 1);
        System.out.printf(
                Locale.ROOT,
                "many cameras: %d cameras, %d frames/s each, %d s: %.1f %% of a core per camera with the start of the"
                        + " JVM, %d MB resident after a quarter, %d MB at the end%n",
                CAMERAS,
                RATE,
                FORM.playing().toSeconds(),
                100.0 * work.toMillis() / FORM.playing().toMillis() / CAMERAS,
                early >> 10,
                late >> 10);
        assertThat(late).as("resident KiB at the end, after %s", memory).isLessThan(early + TOLERANCE_KIB);
    }

    private static long most(List<Long> values, double from, double to) {
        return values.subList((int) (values.size() * from), (int) (values.size() * to)).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private String config() {
        Path clip = Path.of(System.getProperty("agender.home", ".."), "samples", "lobby.mp4");
        StringBuilder yaml = new StringBuilder();
        yaml.append("bootstrap.servers: ").append(broker.bootstrapServers()).append('\n');
        yaml.append("registry.url: ").append(registry.address()).append('\n');
        yaml.append("value.serializer: ")
                .append(LocalAvroSerializer.class.getName())
                .append('\n');
        yaml.append("fps: ").append(RATE).append("\nloop: true\nrealtime: true\nduration: ");
        yaml.append(FORM.playing().toSeconds()).append("s\ncameras:\n");
        for (int camera = 0; camera < CAMERAS; camera++) {
            yaml.append("  - id: camera").append(camera).append("\n    url: ").append(clip);
            yaml.append("\n");
        }
        return yaml.toString();
    }
}
