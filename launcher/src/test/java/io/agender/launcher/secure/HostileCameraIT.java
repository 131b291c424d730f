package io.agender.launcher.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.schemas.Topic;
import io.agender.text.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write to our topics writes what nobody can read, under a key that wants to be a line of the log. */
class HostileCameraIT {

    private static final String CAMERA =
            "lobby\r\n00:00:00.000 ERROR Forged - all is lost\u001b[2J\0\u0085\u2028\u202e";
    private static final String SHOWN =
            "lobby\\r\\n00:00:00.000 ERROR Forged - all is lost\\u001b[2J\\u0000\\u0085\\u2028\\u202e";
    private static final byte[] NO_RECORD = {0, 0, 0, 3, 9, 1};

    @TempDir
    Path folder;

    private final List<CommandProcess> services = new ArrayList<>();
    private EmbeddedPlatform platform;

    @BeforeEach
    void startAPlatform() throws Exception {
        platform = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        assertThat(start("topics", "create").await().exitCode()).isZero();
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of(Topic.FRAMES, Topic.FACES, Topic.SUMMARY)) {
                producer.send(new ProducerRecord<>(topic, CAMERA.getBytes(StandardCharsets.UTF_8), NO_RECORD))
                        .get();
            }
        }
    }

    @AfterEach
    void stopAll() {
        services.forEach(CommandProcess::close);
        platform.close();
    }

    @Test
    void should_keep_a_hostile_camera_id_in_its_line_of_the_log() throws Exception {
        CommandProcess processor =
                start("process", "--data-dir", folder.resolve("p").toString());
        CommandProcess aggregator =
                start("aggregate", "--data-dir", folder.resolve("a").toString());
        CommandProcess machine = start(
                Map.of("AGENDER_APPLICATION_PREFIX", "other"),
                "aggregate",
                "--data-dir",
                folder.resolve("m").toString(),
                "--log-format",
                "json");
        CommandProcess dashboard = start("dashboard", "--port", "0");

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(processor.said()).contains("Camera " + SHOWN + ": record agender.frames-");
            assertThat(aggregator.said()).contains("Camera " + SHOWN + ": record agender.faces-");
            assertThat(machine.said()).contains("\"camera\":\"lobby\\r\\n00:00:00.000 ERROR Forged");
            assertThat(dashboard.said()).contains("can't be read; further ones are only counted");
        });

        services.forEach(service -> assertThat(service.said().lines())
                .noneMatch(line -> line.startsWith("00:00:00.000"))
                .allMatch(line -> line.codePoints().allMatch(Printable::isHarmless)));
        assertThat(machine.log()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    private CommandProcess start(String... arguments) throws Exception {
        return start(Map.of(), arguments);
    }

    private CommandProcess start(Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--bootstrap-servers", platform.bootstrapServers()));
        command.addAll(List.of("--registry-url", platform.registryUrl()));
        CommandProcess service = CommandProcess.start(folder, variables, command);
        services.add(service);
        return service;
    }
}
