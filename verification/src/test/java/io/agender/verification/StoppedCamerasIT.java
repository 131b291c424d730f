package io.agender.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code agender produce} with live cameras, as a process of its own, until Ctrl-C or SIGTERM. */
class StoppedCamerasIT {

    private static final Path FOLDER = Path.of("target", "stopped-cameras");

    private Broker broker;
    private SignOfLife registry;
    private MjpegServer camera;

    @BeforeEach
    void startACameraAndABroker() throws IOException {
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
        broker.renewTopics(3);
        registry = SignOfLife.open();
        camera = MjpegServer.open(MjpegServer.picture(), Integer.MAX_VALUE, ofMillis(40));
    }

    @AfterEach
    void stopThem() {
        camera.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void should_confirm_every_frame_print_the_totals_and_end_with_0(String signal) throws Exception {
        try (ChildJvm producer =
                produce("--camera", "lobby=" + camera.address(), "--camera", "yard=" + camera.address())) {
            await().atMost(ofSeconds(60)).until(() -> framesOf("lobby") > 20 && framesOf("yard") > 20);
            producer.signal(signal);
            assertThat(producer.exitCode(30)).hasValue(0);

            String said = String.join("\n", producer.rest());
            SentRecords records = SentRecords.read(broker);
            for (String id : List.of("lobby", "yard")) {
                records.assertOrdered(id);
                assertThat(said).contains(id + ": " + records.of(id).size() + " frames sent");
                assertThat(said).doesNotContain("unconfirmed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void should_end_with_the_code_of_the_signal_when_a_file_was_not_played_to_its_end(String signal, int code)
            throws Exception {
        Path clip = Path.of(System.getProperty("agender.home", ".."), "samples", "lobby.mp4");
        try (ChildJvm producer =
                produce("--camera", "lobby=" + camera.address(), "--camera", "clip=" + clip, "--realtime")) {
            await().atMost(ofSeconds(60)).until(() -> framesOf("clip") > 5);
            producer.signal(signal);
            assertThat(producer.exitCode(30)).hasValue(code);
            assertThat(String.join("\n", producer.rest())).contains("clip: " + framesOf("clip") + " frames sent");
        }
    }

    private int framesOf(String id) {
        return SentRecords.read(broker).of(id).size();
    }

    private ChildJvm produce(String... options) {
        List<String> arguments = new ArrayList<>(List.of("produce"));
        arguments.addAll(List.of(options));
        arguments.addAll(
                List.of("--bootstrap-servers", broker.bootstrapServers(), "--registry-url", registry.address()));
        arguments.addAll(List.of("--config", config().toString()));
        return ChildJvm.start(FOLDER.resolve("produce.log"), CommandProgram.class, arguments);
    }

    private static Path config() {
        try {
            return Files.writeString(
                    FOLDER.resolve("settings.yml"), "value.serializer: " + LocalAvroSerializer.class.getName() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
