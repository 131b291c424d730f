package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code agender produce} against a broker and a registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProduceIT {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();
    private static final String LOBBY = Truth.SAMPLES.resolve("lobby.mp4").toString();

    @TempDir
    Path folder;

    private Cluster cluster;

    @BeforeAll
    void startACluster() {
        cluster = Cluster.open();
        Agender missing = Agender.runAt(cluster, "produce", DOOR);
        assertThat(missing.exitCode()).as(missing.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(missing.err())
                .contains("There is no topic agender.frames at " + cluster.bootstrapServers())
                .contains("agender topics create");
        assertThat(Agender.runAt(cluster, "topics", "create").exitCode()).isZero();
    }

    @AfterAll
    void stopTheCluster() {
        cluster.close();
    }

    @Test
    void should_send_the_cameras_of_a_file_and_those_of_the_command_line() throws IOException {
        Path config = Files.writeString(
                folder.resolve("cameras.yml"), """
                bootstrap.servers: %s
                limit: 30
                cameras:
                  - id: lobby
                    url: %s
                    site: Bremen
                  - {id: entrance, url: %s, fps: 5, max.width: 320, limit: 7}
                """.formatted(cluster.bootstrapServers(), LOBBY, DOOR));

        Agender produced =
                Agender.runAt(cluster, "produce", "--config", config.toString(), "--camera", "side=" + DOOR, DOOR);

        assertThat(produced.exitCode()).as(produced.toString()).isZero();
        assertThat(produced.out().lines().filter(line -> line.contains("sent")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("lobby: 30 frames sent, stream "),
                        line -> assertThat(line).startsWith("entrance: 7 frames sent, stream "),
                        line -> assertThat(line).startsWith("side: 30 frames sent, stream "),
                        line -> assertThat(line).startsWith("door: 30 frames sent, stream "));
        assertThat(produced.err()).as("trouble").doesNotContain("WARN", "agender:");
    }

    @Test
    void should_answer_with_one_sentence_when_the_only_source_can_not_be_opened() {
        Agender produced =
                Agender.runAt(cluster, "produce", folder.resolve("missing.mp4").toString());

        assertThat(produced.exitCode()).as(produced.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(produced.out()).isEmpty();
        assertThat(produced.err().lines().filter(line -> line.startsWith("agender: ")))
                .singleElement()
                .asString()
                .contains("missing.mp4");
    }

    @Test
    void should_send_the_others_when_one_source_can_not_be_opened() {
        Agender produced =
                Agender.runAt(cluster, "produce", folder.resolve("missing.mp4").toString(), DOOR, "--limit", "20");

        assertThat(produced.exitCode()).as(produced.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(produced.out())
                .contains("door: 20 frames sent")
                .contains("missing: 0 frames sent; Camera missing: ");
        assertThat(produced.err()).contains("agender: Not every frame was sent; see above.");
    }

    @Test
    void should_play_for_as_long_as_it_is_told() {
        Agender produced =
                Agender.runAt(cluster, "produce", DOOR, "--loop", "--duration", "25s", "--start-time", recently());

        assertThat(produced.exitCode()).as(produced.toString()).isZero();
        assertThat(produced.out()).contains("door: 313 frames sent");
    }

    @Test
    void should_refuse_a_mistake_in_the_list_of_cameras() throws IOException {
        Path config = Files.writeString(folder.resolve("wrong.yml"), "cameras:\n  - {id: lobby, url: a.mp4, fsp: 3}\n");

        Agender produced = Agender.runAt(cluster, "produce", "--config", config.toString());

        assertThat(produced.exitCode()).as(produced.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(produced.err()).contains("Camera lobby in " + config + ": 'fsp' is no setting of a camera");
    }

    private static String recently() {
        return Instant.now().minusSeconds(120).toString();
    }
}
