package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        // A shell that starts something in the background lets it ignore Ctrl-C, and its children inherit that.
        run = new ProcessBuilder(List.of(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.agender.launcher.Main",
                        "run",
                        Truth.SAMPLES.resolve("door.mp4").toString(),
                        "--stay",
                        "--dashboard-port",
                        "0",
                        "--output",
                        out.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(ofSeconds(120))
                .until(() -> !run.isAlive() || ADDRESS.matcher(log()).find());
        Matcher address = ADDRESS.matcher(log());
        assertThat(address.find()).as(log()).isTrue();

        assertThat(out.resolve("summary.jsonl")).isNotEmptyFile();
        String cameras = get(address.group(1) + "api/cameras");
        assertThat(cameras).contains("\"id\":\"door\"", "\"status\":\"ENDED\"");

        new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(log()).isZero();
        assertThat(log()).doesNotContain("Interrupted", "\tat ");
        assertThat(out.resolve("summary.jsonl")).isNotEmptyFile();
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
