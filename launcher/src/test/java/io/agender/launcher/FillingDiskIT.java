package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is filled by somebody else while services and runs keep their data on it. Needs the right to mount a file
 * system in memory. Stores write only when their memory is full, so much is sent.
 */
class FillingDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CAMERAS = 500;
    private static final Pattern ANALYSED = Pattern.compile(", analysed [1-9]");

    @TempDir
    Path folder;

    private Checkout checkout;
    private Path disk;

    @BeforeEach
    void mountADisk() throws Exception {
        checkout = Checkout.make(folder, "checkout");
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(checkout.run("mount -t tmpfs -o size=300m tmpfs ../disk", Map.of()))
                .as("the right to mount a file system")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        checkout.run("umount ../disk || true", Map.of());
        checkout.removeLinks();
    }

    @Test
    void should_end_a_processor_with_one_sentence() throws Exception {
        try (EmbeddedPlatform cluster = cluster()) {
            Process cameras = start(
                    cluster,
                    "produce",
                    "'test:faces?seconds=100000&live=false&size=160x90&people=6' --start-time " + Instant.now());
            // What is kept in memory until a commit would never reach the disk in the time of a test.
            Process service = start(cluster, "process", "--data-dir ../disk/data --kafka statestore.cache.max.bytes=0");
            try {
                awaitAStore("tracks");
                fillTheDisk();
                assertEndsWith(service, "process", "agender: A disk is full (The inference-processor stopped: ");
            } finally {
                stop(cameras);
                stop(service);
            }
        }
    }

    @Test
    void should_end_an_aggregator_with_one_sentence() throws Exception {
        try (EmbeddedPlatform cluster = cluster()) {
            Process service = start(cluster, "aggregate", "--data-dir ../disk/data");
            try {
                awaitAStore("cameras");
                fillTheDisk();
                sendFacesUntilItEnds(cluster, service);
                assertEndsWith(service, "aggregate", "agender: A disk is full (The aggregator stopped: ");
            } finally {
                stop(service);
            }
        }
    }

    @Test
    void should_end_a_run_with_one_sentence() throws Exception {
        Process run = checkout.startHere(
                "run",
                "./agender run 'test:faces?seconds=100000&live=false' --no-video --no-dashboard"
                        + " --data-dir ../disk/data --output ../out",
                Map.of());
        try {
            await().atMost(PATIENCE)
                    .until(() -> ANALYSED.matcher(checkout.log("run")).find());
            fillTheDisk();
            assertEndsWith(run, "run", "agender: The ", " is full; free some space, or name another");
        } finally {
            stop(run);
        }
    }

    private static EmbeddedPlatform cluster() {
        EmbeddedPlatform cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "1")
                        .exitCode())
                .isZero();
        return cluster;
    }

    private Process start(EmbeddedPlatform cluster, String command, String arguments) throws IOException {
        return checkout.startHere(
                command,
                "exec ./agender " + command + " " + arguments + " --bootstrap-servers " + cluster.bootstrapServers()
                        + " --registry-url " + cluster.registryUrl(),
                Map.of());
    }

    private void awaitAStore(String name) {
        await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> files = Files.walk(disk)) {
                return files.anyMatch(file -> file.endsWith(Path.of(name, "CURRENT")));
            } catch (UncheckedIOException e) {
                return false; // a file was gone again
            }
        });
    }

    private void fillTheDisk() throws IOException {
        try (OutputStream other = Files.newOutputStream(disk.resolve("other"))) {
            for (byte[] some = new byte[4096]; ; ) {
                other.write(some);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static void sendFacesUntilItEnds(EmbeddedPlatform cluster, Process service) {
        KafkaConfig kafka = KafkaConfig.from(new Settings(Map.of(
                KafkaConfig.BOOTSTRAP_SERVERS, cluster.bootstrapServers(),
                KafkaConfig.REGISTRY_URL, cluster.registryUrl())));
        Serializer<FrameFaces> faces = AvroSerdes.serializer(kafka.serdes());
        Instant start = Instant.now();
        try (KafkaProducer<String, FrameFaces> producer =
                new KafkaProducer<>(kafka.clientProperties(Map.of()), new StringSerializer(), faces)) {
            for (int sequence = 0; service.isAlive() && sequence < 1_000; sequence++) {
                Instant time = start.plusMillis(sequence);
                for (int camera = 0; camera < CAMERAS; camera++) {
                    FrameFaces record = faces("camera-" + camera, sequence, time);
                    producer.send(
                            new ProducerRecord<>(Topic.FACES, null, time.toEpochMilli(), record.getCameraId(), record));
                }
            }
        }
    }

    private static FrameFaces faces(String camera, long sequence, Instant time) {
        return FrameFaces.newBuilder()
                .setCameraId(camera)
                .setStreamId("stream")
                .setSequence(sequence)
                .setCapturedAt(time)
                .setFrameWidth(64)
                .setFrameHeight(48)
                .setModels(List.of())
                .setFaces(List.of())
                .build();
    }

    private void assertEndsWith(Process program, String log, String... words) throws Exception {
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(checkout.log(log))
                .isTrue();
        assertThat(program.exitValue()).as(checkout.log(log)).isEqualTo(ExitCode.FILES);
        List<String> said = checkout.log(log).lines().toList();
        assertThat(said.get(said.size() - 1)).contains(words);
        assertThat(said).as("a stack trace").noneMatch(line -> line.startsWith("\tat "));
        assertThat(said)
                .as("sentences")
                .filteredOn(line -> line.startsWith("agender: "))
                .hasSize(1);
    }

    private static void stop(Process program) throws InterruptedException {
        program.descendants().forEach(ProcessHandle::destroy);
        program.destroy();
        program.waitFor(30, TimeUnit.SECONDS);
    }
}
