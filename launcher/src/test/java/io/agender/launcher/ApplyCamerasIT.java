package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.launcher.run.AppliedSettings;
import io.agender.program.ExitCode;
import io.agender.runtime.CameraSettingsTopic;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.camera.CameraVersions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of cameras on their way from a file to the topic and back. */
class ApplyCamerasIT {

    static {
        TrustedRecords.ensure();
    }

    private static final String YAML = """
        cameras:
          - id: %s
            url: lobby.mp4
            zones:
              - {name: counter, polygon: [[0, 0], [%s, 0], [0.5, 1]]}
        """;

    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.open(
                PlatformConfig.temporary(Home.registryApplication()).withoutLogin());
        assertThat(Agender.run("topics", "create", "--bootstrap-servers", platform.bootstrapServers())
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void should_apply_what_changed_show_it_and_take_it_back() throws Exception {
        String file = file("hall", "0.5");

        assertThat(apply(file, "--valid-from", "2026-11-30T09:00:00Z").out())
                .isEqualTo("hall: version 1, valid from 2026-11-30T09:00:00Z\n");
        assertThat(apply(file).out()).isEqualTo("hall: unchanged\n");
        assertThat(apply(file("hall", "0.6"), "--valid-from", "2026-11-30T10:00:00Z")
                        .out())
                .isEqualTo("hall: version 2, valid from 2026-11-30T10:00:00Z\n");

        assertThat(Agender.runAt(platform, "cameras", "show").out())
                .contains("hall: version 2, valid from 2026-11-30T10:00:00Z, 1 zone, 0 lines\n");
        assertThat(Agender.runAt(platform, "cameras", "show", "hall").out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"version\":") && line.contains("\"name\":\"counter\""));
        assertThat(Agender.runAt(platform, "read", "agender.cameras", "--camera", "hall")
                        .out()
                        .lines())
                .as("one record holds both versions")
                .last()
                .asString()
                .contains("\"version\":1", "\"version\":2");

        assertThat(Agender.runAt(platform, "cameras", "withdraw", "hall").out()).isEqualTo("hall: withdrawn\n");
        assertThat(versions("hall")).hasSize(3).last().satisfies(last -> assertThat(last.getZones())
                .isEmpty());
        Agender unknown = Agender.runAt(platform, "cameras", "withdraw", "nobody");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("The topic agender.cameras has no settings of camera nobody.");
    }

    @Test
    void should_warn_of_a_line_that_nobody_has_room_to_cross_and_write_it() throws Exception {
        Path file = Files.writeString(
                folder.resolve("exit.yml"),
                "cameras: [{id: exit, lines: [{name: way out, from: [0.05, 0.1], to: [0.05, 0.9], in: left}]}]");

        Agender warned = apply(file.toString());

        assertThat(warned.exitCode()).isZero();
        assertThat(warned.err()).contains("Line way out of camera exit lies within a tenth of the picture of its left");
        assertThat(apply(file.toString()).out()).isEqualTo("exit: unchanged\n");
    }

    @Test
    void should_tell_a_writer_who_has_not_seen_the_newest_version() throws Exception {
        assertThat(apply(file("door", "0.5"), "--seen", "door=0").exitCode()).isZero();

        Agender late = apply(file("door", "0.6"), "--seen", "door=0");

        assertThat(late.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(late.err()).contains("Camera door has version 1 of its settings, not version 0");
        assertThat(versions("door")).hasSize(1);
        assertThat(apply(file("door", "0.6"), "--seen", "door=1").exitCode()).isZero();
    }

    @Test
    void should_shut_out_a_writer_when_another_begins_before_it_has_written() {
        CameraSettingsTopic topic = topic();

        assertThatThrownBy(() -> topic.change(there -> {
                    topic.change(meanwhile -> Map.of("yard", settings("yard", "faster")));
                    return Map.of("yard", settings("yard", "slower"));
                }))
                .isInstanceOf(CameraSettingsTopic.OutpacedException.class);

        assertThat(versions("yard")).extracting(CameraVersion::getSite).containsExactly("faster");
    }

    @Test
    void should_leave_what_was_drawn_in_the_dashboard_until_the_file_says_something_else() {
        AppliedSettings applied = new AppliedSettings(kafka());
        CameraVersion file = settings("gate", "file").getVersions().get(0);
        List<String> said = new ArrayList<>();
        applied.applyForRun(Map.of("gate", file), true, said::add);
        CameraVersion drawn = CameraVersion.newBuilder(file).setSite("drawn").build();
        topic().change(there -> Map.of(
                "gate",
                CameraVersions.withDrawn(
                        "gate", Optional.of(there.get("gate")), drawn, Instant.now(), Topic.SUMMARIES_KEPT)));

        assertThat(applied.applyForRun(Map.of("gate", file), true, said::add)).isEmpty();
        assertThat(versions("gate")).extracting(CameraVersion::getSite).containsExactly("file", "drawn");
        assertThat(said)
                .containsExactly(
                        "Camera gate keeps version 2 of its settings, which was drawn in the dashboard; the file says"
                                + " what it said before. To go by the file: agender cameras apply.");

        CameraVersion changed =
                CameraVersion.newBuilder(file).setSite("new file").build();
        applied.applyForRun(Map.of("gate", changed), true, said::add);
        assertThat(versions("gate")).extracting(CameraVersion::getSite).containsExactly("file", "drawn", "new file");
        applied.applyForRun(Map.of("gate", file), true, said::add);
        assertThat(versions("gate")).as("put back").hasSize(4);
        assertThat(said).hasSize(1);
    }

    private static CameraSettings settings(String camera, String site) {
        return new CameraSettings(
                camera,
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setSite(site)
                        .build()),
                List.of());
    }

    private static List<CameraVersion> versions(String camera) {
        return topic().read().get(camera).getVersions();
    }

    private static CameraSettingsTopic topic() {
        return new CameraSettingsTopic(kafka());
    }

    private static KafkaConfig kafka() {
        return KafkaConfig.from(new Settings(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "registry.url", platform.registryUrl())));
    }

    private static Agender apply(String file, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "cameras";
        arguments[1] = "apply";
        arguments[2] = file;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Agender.runAt(platform, arguments);
    }

    private static String file(String id, String x) throws Exception {
        return Files.writeString(folder.resolve(id + x + ".yml"), YAML.formatted(id, x))
                .toString();
    }
}
