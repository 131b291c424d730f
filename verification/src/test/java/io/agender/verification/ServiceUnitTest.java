package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.launcher.settings.CameraList;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit by which systemd runs cameras for years. */
class ServiceUnitTest {

    private static final Path UNIT = Path.of("..", "deploy", "systemd", "agender.service");

    private static final Path CAMERAS = UNIT.resolveSibling("cameras.yml");

    @TempDir
    Path folder;

    @Test
    void should_bound_what_the_run_takes_and_give_it_time_to_end() throws Exception {
        assertThat(Files.readAllLines(UNIT))
                .contains(
                        "Restart=always",
                        "StartLimitIntervalSec=0",
                        "KillMode=mixed",
                        "MemoryMax=2G",
                        "PrivateTmp=yes",
                        "SuccessExitStatus=130 143")
                .anyMatch(line -> line.startsWith("ExecStart=/opt/agender/agender run ")
                        && line.contains(" --data-dir /var/lib/agender/"));
    }

    @Test
    void should_come_with_a_list_of_cameras_that_leaves_the_broker_to_the_run() {
        SettingsLayers layers = new SettingsLayers(Map.of());

        assertThat(layers.collect(Optional.of(CAMERAS), Optional.empty(), Map.of())
                        .values())
                .doesNotContainKeys(KafkaConfig.BOOTSTRAP_SERVERS, KafkaConfig.REGISTRY_URL);
        assertThat(CameraList.read(CAMERAS).cameras().cameras(new Settings(Map.of())))
                .singleElement()
                .satisfies(camera -> assertThat(camera.source().location()).startsWith("rtsp://"));
    }

    @Test
    void should_be_understood_by_systemd() throws Exception {
        Path verifier = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(verifier), "needs systemd-analyze: apt-get install systemd");
        // What it starts, and who does, are not on this machine.
        String here = Files.readString(UNIT)
                .replace(
                        "/opt/agender/agender",
                        Path.of("..", "agender").toRealPath().toString())
                .replace("User=agender", "User=" + System.getProperty("user.name"));
        Path unit = Files.writeString(folder.resolve("agender.service"), here);
        Process verify = new ProcessBuilder(verifier.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("agender.service");
    }
}
