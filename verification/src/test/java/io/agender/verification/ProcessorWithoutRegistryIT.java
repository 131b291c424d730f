package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.audit.WholeTopics;
import io.agender.embedded.EmbeddedRegistry;
import io.agender.embedded.RegistryConfig;
import io.agender.launcher.Home;
import io.agender.launcher.Main;
import io.agender.program.ExitCode;
import io.agender.runtime.DeadLetters;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** The processor as it is, while the registry is away: it may stop, but it must not blame a record for it. */
class ProcessorWithoutRegistryIT {

    private static final Path FOLDER = Path.of("target", "registry-away");
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final String CAMERA = "door";

    /** The wire format's zero byte, and the id of a schema that no registry has given. */
    private static final byte[] OF_AN_UNKNOWN_SCHEMA = {0, 0, 0, 77, 77, 2, 2};

    @Test
    void should_stop_at_a_record_that_only_the_registry_can_explain_and_go_on_when_it_is_back() throws Exception {
        Utils.delete(FOLDER.toFile());
        byte[] jpeg =
                Files.readAllBytes(Path.of(System.getProperty("agender.home"), "docs/images/annotated-frame.jpg"));
        EmbeddedRegistry registry = startRegistry(0);
        int port = URI.create(registry.url()).getPort();
        try (Broker broker = Broker.open(FOLDER);
                Serializer<Frame> serializer = AvroSerdes.serializer(SerdeConfig.of(registry.url()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        broker.clientProperties(), new StringSerializer(), new ByteArraySerializer())) {
            broker.renewTopics(1);
            SpoiltRecords frames = new SpoiltRecords(1, jpeg, Instant.now(), serializer);
            producer.send(frames.sound(CAMERA, 0));
            ChildJvm processor = startProcessor(broker, registry.url());
            try {
                awaitRecords(broker, Topic.FACES, 1);

                registry.close();
                producer.send(frames.sound(CAMERA, 1));
                awaitRecords(broker, Topic.FACES, 2); // the schemas that it has seen it knows

                producer.send(new ProducerRecord<>(Topic.FRAMES, CAMERA, OF_AN_UNKNOWN_SCHEMA));
                producer.send(frames.sound(CAMERA, 2)).get();
                assertThat(processor.exitCode(MAX_WAIT.toSeconds())).isEqualTo(OptionalInt.of(ExitCode.KAFKA));
                assertThat(count(broker, Topic.DEAD_LETTERS)).isZero();

                processor = startProcessor(broker, registry.url());
                assertThat(processor.exitCode(MAX_WAIT.toSeconds())).isEqualTo(OptionalInt.of(ExitCode.KAFKA));

                registry = startRegistry(port);
                processor = startProcessor(broker, registry.url());
                awaitRecords(broker, Topic.FACES, 3);
                assertThat(reasons(broker))
                        .containsExactly("The registry does not know the schema whose id the record names.");
            } finally {
                processor.close();
            }
        } finally {
            registry.close();
        }
        assertThat(log())
                .as("one sentence each time")
                .containsOnlyOnce("Record agender.frames-0@2 can't be read because the schema registry does not answer")
                .containsOnlyOnce("No schema registry answers at http://127.0.0.1:" + port + "; check --registry-url");
    }

    private static EmbeddedRegistry startRegistry(int port) {
        return EmbeddedRegistry.start(new RegistryConfig(Home.registryApplication(), FOLDER.resolve("registry"), port))
                .awaitReady(MAX_WAIT);
    }

    private static ChildJvm startProcessor(Broker broker, String registryUrl) {
        return ChildJvm.start(
                FOLDER.resolve("process.log"),
                Main.class,
                List.of(
                        "process",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--registry-url",
                        registryUrl,
                        "--data-dir",
                        FOLDER.resolve("process").toString()));
    }

    private static void awaitRecords(Broker broker, String topic, long count) {
        await(count + " records of " + topic).atMost(MAX_WAIT).until(() -> count(broker, topic) == count);
    }

    private static long count(Broker broker, String topic) {
        AtomicLong count = new AtomicLong();
        new WholeTopics(broker.clientProperties()).read(topic, record -> count.incrementAndGet());
        return count.get();
    }

    private static List<String> reasons(Broker broker) {
        List<String> reasons = new ArrayList<>();
        new WholeTopics(broker.clientProperties())
                .read(
                        Topic.DEAD_LETTERS,
                        letter -> reasons.add(new String(
                                letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8)));
        return reasons;
    }

    private static String log() throws IOException {
        return Files.readString(FOLDER.resolve("process.log"));
    }
}
