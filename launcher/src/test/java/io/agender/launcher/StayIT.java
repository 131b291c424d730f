package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.text.TestTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that keeps its dashboard open, as a process of its own. */
class StayIT {

    private static final Pattern ADDRESS = Pattern.compile("The dashboard stays open at (http://\\S+); Ctrl-C ends it");

    @TempDir
    Path folder;

    private Process run;

    @AfterEach
    void stopWhatIsLeft() {
        if (run != null) {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    @Test
    void should_still_show_the_cameras_when_the_run_is_done_and_end_well_with_ctrl_c() throws Exception {
        Path out = folder.resolve("out");
        String address = runToItsEnd(out, "door.mp4");

        assertThat(out.resolve("summary.jsonl")).isNotEmptyFile();
        assertThat(get(address + "api/cameras")).contains("\"id\":\"door\"", "\"status\":\"ENDED\"");

        new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(log()).isZero();
        assertThat(log()).doesNotContain("Interrupted", "\tat ");
        assertThat(out.resolve("summary.jsonl")).isNotEmptyFile();
    }

    /** The page is opened when all is over, so that nothing of it is left from before. */
    @Test
    void should_show_all_of_a_clip_that_has_ended_by_its_own_length() throws Exception {
        Optional<Path> chromium = Browser.program("chromium");
        Optional<Path> driver = Browser.program("chromedriver");
        TestTool.BROWSER.require(
                chromium.isPresent() && driver.isPresent(),
                "There is no Chromium with its driver; in Debian: chromium-driver");
        Path settings = Files.writeString(
                folder.resolve("cameras.yml"), """
                cameras:
                  - id: lobby
                    url: %s
                    zones: [{name: left half, polygon: [[0, 0], [0.5, 0], [0.5, 1], [0, 1]]}]
                  - id: door
                    url: %s
                """.formatted(sample("lobby.mp4"), sample("door.mp4")));
        String address = runToItsEnd(folder.resolve("out"), "--config", settings.toString());
        long windows = Files.readAllLines(folder.resolve("out/summary.jsonl")).stream()
                .filter(line -> line.contains("\"cameraId\":\"lobby\""))
                .count();
        try (Browser browser = Browser.open(chromium.get(), driver.get(), Path.of("target/screenshots"))) {
            browser.size(1280, 1000, false);
            browser.prefer("light");
            browser.go(address + "cameras/lobby");
            await().atMost(ofSeconds(60)).untilAsserted(() -> {
                assertThat(browser.<Boolean>ask("return document.querySelector('.stage img') !== null"))
                        .isTrue();
                assertThat(browser.text("#coverage-text")).matches("The camera saw in 100% of the 3[01] s from .*");
                assertThat(browser.<Long>ask("return document.querySelectorAll('#line-table tr').length - 1"))
                        .isEqualTo(windows);
            });
            assertThat(browser.text(".stage-note")).isEmpty();
            assertThat(browser.text("#status")).startsWith("Ended at ");
            assertThat(browser.text("#whole")).startsWith("People in all");
            assertThat(browser.text("#whole")).contains("Length29.9 s", "Frames300");
            assertThat(browser.text("#zones")).contains("left half");
            browser.screenshot("ended");
            browser.prefer("dark");
            browser.size(390, 844, true);
            browser.go(address);
            await().atMost(ofSeconds(30))
                    .until(() -> browser.<Long>ask("return document.querySelectorAll('.stage img').length") == 2);
            assertThat(browser.text("[data-camera=lobby] [data-figure=seen]")).isEqualTo("100%");
            assertThat(browser.text("[data-camera=lobby] [data-figure=seen-label]"))
                    .isEqualTo("of it seen");
            browser.screenshot("phone-ended-overview");
            browser.go(address + "cameras/lobby");
            await().atMost(ofSeconds(30))
                    .until(() -> !browser.text("#coverage-text").isEmpty());
            browser.screenshot("phone-ended");
        }
    }

    private static String sample(String name) {
        return Truth.SAMPLES.resolve(name).toAbsolutePath().normalize().toString();
    }

    /** Where the dashboard of a run is when all is analysed. */
    private String runToItsEnd(Path out, String... what) throws IOException {
        // A shell that starts something in the background lets it ignore Ctrl-C, and its children inherit that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.agender.launcher.Main",
                "run"));
        Stream.of(what).map(word -> word.endsWith(".mp4") ? sample(word) : word).forEach(command::add);
        command.addAll(List.of("--stay", "--dashboard-port", "0", "--output", out.toString()));
        run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(ofSeconds(120))
                .until(() -> !run.isAlive() || ADDRESS.matcher(log()).find());
        Matcher address = ADDRESS.matcher(log());
        assertThat(address.find()).as(log()).isTrue();
        return address.group(1);
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
