package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.program.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two walkers who cross a line over the turn of an hour, and again after the zone was drawn anew: all that is said of them is
 * computed again by {@code agender verify}, with everything on.
 */
class VerifyIT {

    private static final String SCENE = "test:faces?people=2&walk=true&live=false&away=1:3-3.2,1:6-6.5&seconds=";

    private static final String[] ASKED = {
        "--rollups", "hourly,daily,weekly", "--rows", "windows,hourly,daily", "--privacy-min-count"
    };

    @TempDir
    Path folder;

    private EmbeddedPlatform platform;
    private final List<RunningCommand> services = new ArrayList<>();

    @BeforeEach
    void startAPlatform() throws Exception {
        platform = EmbeddedPlatform.open(
                PlatformConfig.temporary(Home.registryApplication()).withoutLogin());
        assertThat(Agender.runAt(platform, "topics", "create", "--partitions", "2")
                        .exitCode())
                .isZero();
    }

    @AfterEach
    void stopEverything() {
        services.forEach(RunningCommand::close);
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void should_account_for_all_records_over_a_change_of_settings(String minCount) throws Exception {
        // Near: of frames an hour ahead the processor makes dead letters, and the topic drops old ones.
        Instant hour = Instant.now().plus(Duration.ofMinutes(55)).truncatedTo(ChronoUnit.HOURS);
        apply("0.5", hour.minusSeconds(3600));
        services.add(RunningCommand.start(
                platform, "process", "--data-dir", folder.resolve("process").toString()));
        services.add(RunningCommand.start(
                platform,
                with(
                        minCount,
                        "aggregate",
                        "--data-dir",
                        folder.resolve("aggregate").toString())));
        produce(hour.minusSeconds(15), 23);
        await("windows of the first settings").atMost(ofSeconds(120)).until(() -> read("agender.summary")
                .contains("\"settingsVersion\":1"));
        apply("0.4", hour.plusSeconds(10));
        produce(hour.plusSeconds(15), 13);
        await("windows of the second settings").atMost(ofSeconds(120)).until(() -> read("agender.summary")
                .contains("\"settingsVersion\":2"));

        Agender[] verified = new Agender[1];
        await("all records").atMost(ofSeconds(60)).untilAsserted(() -> {
            verified[0] = Agender.runAt(platform, with(minCount, "verify"));
            assertThat(verified[0].exitCode()).as("%s", verified[0]).isZero();
            assertThat(verified[0].out()).contains("360 records of faces", "0 windows still open");
        });

        assertThat(verified[0].out())
                .contains("ALL RECORDS ACCOUNTED FOR")
                .containsPattern("[1-9][0-9]* hours, days and weeks, [1-9][0-9]* rows");
        assertThat(read("agender.summary.hourly")).contains("FINAL", "\"zone\":\"right\"", "\"scope\":\"SITE\"");
        assertThat(read("agender.faces")).containsPattern("\"watchedMillis\":[1-9]");
        assertSeen(minCount, "agender.summary, camera walk, window ", "--age-bands", "0,20");
        assertSeen(
                minCount,
                "agender.faces, camera walk, sequence ",
                "--config",
                attention("0.1").toString());
        assertSeen(minCount.equals("0") ? "2" : "0", "agender.summary, camera walk, window ");
    }

    private void assertSeen(String minCount, String where, String... otherwise) {
        List<String> all = new ArrayList<>(List.of(with(minCount, "verify")));
        all.addAll(List.of(otherwise));
        Agender verified = Agender.runAt(platform, all.toArray(String[]::new));
        assertThat(verified.exitCode()).as("%s", verified).isEqualTo(ExitCode.FAILURE);
        assertThat(verified.out()).contains("FIRST DIFFERENCE: " + where);
    }

    private Path attention(String yaw) throws Exception {
        return Files.writeString(folder.resolve("attention.yml"), "attention.max.yaw: " + yaw + "\n");
    }

    private static String[] with(String minCount, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(ASKED));
        all.add(minCount);
        return all.toArray(String[]::new);
    }

    private void apply(String middle, Instant validFrom) throws Exception {
        Path file = Files.writeString(folder.resolve("cameras.yml"), """
            cameras:
              - id: walk
                site: Bremen
                time.zone: Europe/Berlin
                opening.hours: {mon-sun: 00:00-24:00}
                zones:
                  - {name: right, polygon: [[%1$s, 0], [1, 0], [1, 1], [%1$s, 1]]}
                lines:
                  - {name: middle, from: [%1$s, 0], to: [%1$s, 1], in: left}
            """.formatted(middle));
        Agender applied =
                Agender.runAt(platform, "cameras", "apply", file.toString(), "--valid-from", validFrom.toString());
        assertThat(applied.exitCode()).as("%s", applied).isZero();
    }

    private void produce(Instant start, int seconds) {
        Agender produced = Agender.runAt(
                platform, "produce", "--camera", "walk=" + SCENE + seconds, "--start-time", start.toString());
        assertThat(produced.exitCode()).as("%s", produced).isZero();
    }

    private String read(String topic) {
        return Agender.runAt(platform, "read", topic).out();
    }
}
