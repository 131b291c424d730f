package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.audit.WholeTopics;
import io.agender.embedded.EmbeddedRegistry;
import io.agender.embedded.RegistryConfig;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.Home;
import io.agender.launcher.Main;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import io.agender.vision.DecodedFrame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** The processor as it is, and every file that it leaves: none may hold pixels of a face. */
class FacesOnDiskIT {

    private static final Path FOLDER = Path.of("target", "faces-on-disk");
    private static final Path STATE = FOLDER.resolve("process");
    private static final Path LEFTOVER = STATE.resolve("streams/agender-inference-processor/0_0/rocksdb/pending");
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);
    private static final String CAMERA = "door";

    /** Crops of some megabytes, which is several times what a store on disk keeps in memory before it writes. */
    private static final int FRAMES = 400;

    /** As much of a row of pixels, or of a JPEG, is in one place only. */
    private static final int LENGTH = 60;

    @Test
    void should_leave_no_pixels_of_a_face_after_a_run_and_after_a_kill() throws Exception {
        Utils.delete(FOLDER.toFile());
        byte[] jpeg =
                Files.readAllBytes(Path.of(System.getProperty("agender.home"), "docs/images/annotated-frame.jpg"));
        Map<String, byte[]> pixels = pixels(jpeg);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(
                                new RegistryConfig(Home.registryApplication(), FOLDER.resolve("registry"), 0))
                        .awaitReady(MAX_WAIT);
                Broker broker = Broker.open(FOLDER);
                Serializer<Frame> serializer = AvroSerdes.serializer(SerdeConfig.of(registry.url()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        broker.clientProperties(), new StringSerializer(), new ByteArraySerializer())) {
            broker.renewTopics(1);
            SpoiltRecords frames = new SpoiltRecords(1, jpeg, Instant.now(), serializer);

            ChildJvm killed = startProcessor(broker, registry);
            send(producer, frames, 0);
            awaitFaces(broker, FRAMES);
            killed.kill();
            assertThat(found(pixels, STATE)).as("after kill -9").isEmpty();

            Files.createDirectories(LEFTOVER);
            Files.write(LEFTOVER.resolve("000012.sst"), pixels.get("crop"));
            assertThat(found(pixels, STATE)).as("of an earlier version").isNotEmpty();

            try (ChildJvm stopped = startProcessor(broker, registry)) {
                send(producer, frames, FRAMES);
                awaitFaces(broker, 2L * FRAMES);
                stopped.terminate();
                assertThat(stopped.exitCode(MAX_WAIT.toSeconds())).isEqualTo(OptionalInt.of(0));
            }
            assertThat(found(pixels, STATE)).as("after a run").isEmpty();

            assertThat(found(pixels, FOLDER.resolve("broker")))
                    .as("the search sees what is there: frames in their topic, crops in the store's changelog")
                    .anyMatch(file -> file.startsWith("crop in") && file.contains("pending-changelog-0"))
                    .anyMatch(file -> file.startsWith("JPEG in") && file.contains(Topic.FRAMES + "-0"))
                    .noneMatch(file -> file.contains(Topic.FACES + "-0"));
        }
    }

    /** Every face waits in the store, and all that is put there goes there at once. */
    private static ChildJvm startProcessor(Broker broker, EmbeddedRegistry registry) throws IOException {
        Path settings = FOLDER.resolve("settings.yml");
        Files.writeString(settings, "tracking: false\nkafka.statestore.cache.max.bytes: 0\nbatch.max.wait: 50ms\n");
        return ChildJvm.start(
                FOLDER.resolve("process.log"),
                Main.class,
                List.of(
                        "process",
                        "--config",
                        settings.toString(),
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--registry-url",
                        registry.url(),
                        "--data-dir",
                        STATE.toString()));
    }

    private static void send(KafkaProducer<String, byte[]> producer, SpoiltRecords frames, int first) {
        for (int number = first; number < first + FRAMES; number++) {
            producer.send(frames.sound(CAMERA, number));
        }
        producer.flush();
    }

    private static void awaitFaces(Broker broker, long count) {
        await(count + " records of faces").atMost(MAX_WAIT).until(() -> {
            AtomicLong faces = new AtomicLong();
            new WholeTopics(broker.clientProperties()).read(Topic.FACES, record -> faces.incrementAndGet());
            return faces.get() == count;
        });
    }

    /** What can't be in a file unless a face is: a piece from the middle of its crop, in both orders of colours. */
    private static Map<String, byte[]> pixels(byte[] jpeg) {
        Map<String, byte[]> pixels = new LinkedHashMap<>();
        int middle = jpeg.length / 2;
        pixels.put("JPEG", Arrays.copyOfRange(jpeg, middle, middle + LENGTH));
        Settings settings = new Settings(Map.of("tracking", "false"));
        try (VisionEngine engine = Engines.open(EngineConfig.from(settings), InferenceConfig.from(settings));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                DecodedFrame frame = analyzer.decode(new EncodedImage(jpeg, 640, 360))) {
            FaceCrop crop = frame.crop(frame.detect().get(0));
            int row = crop.height() / 2 * crop.width() * FaceCrop.CHANNELS;
            int inset = (crop.width() * FaceCrop.CHANNELS - LENGTH) / 2;
            byte[] piece = Arrays.copyOfRange(crop.pixels(), row + inset, row + inset + LENGTH);
            pixels.put("crop", piece);
            pixels.put("crop of other colour order", reversed(piece));
        }
        return pixels;
    }

    private static byte[] reversed(byte[] pixels) {
        byte[] other = pixels.clone();
        for (int i = 0; i < pixels.length; i += FaceCrop.CHANNELS) {
            other[i] = pixels[i + 2];
            other[i + 2] = pixels[i];
        }
        return other;
    }

    /** What was found, and in which files of a folder. */
    private static Set<String> found(Map<String, byte[]> pixels, Path folder) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                pixels.forEach((name, piece) -> {
                    if (content.contains(new String(piece, StandardCharsets.ISO_8859_1))) {
                        found.add(name + " in " + folder.relativize(file));
                    }
                });
            }
        }
        return found;
    }
}
