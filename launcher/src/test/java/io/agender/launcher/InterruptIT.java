package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is stopped in the middle, as a process of its own. */
class InterruptIT {

    @TempDir
    Path folder;

    private Path out;
    private Path temporary;
    private Process run;
    private List<ProcessHandle> children = List.of();

    @BeforeEach
    void startARunAndWaitForItsFirstFaces() throws IOException {
        out = folder.resolve("out");
        temporary = Files.createDirectory(folder.resolve("tmp"));
        // A shell that starts something in the background lets it ignore Ctrl-C, and its children inherit that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-Dagender.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.agender.launcher.Main",
                "run",
                Truth.SAMPLES.resolve("lobby.mp4").toString(),
                "--output",
                out.toString()));
        run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(ofSeconds(90)).until(() -> !run.isAlive() || facesAreGrowing());
        assertThat(run.isAlive()).as(log()).isTrue();
        children = run.descendants().toList();
        assertThat(children).as("the registry's process").isNotEmpty();
    }

    @AfterEach
    void stopWhatIsLeft() {
        run.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void should_leave_nothing_behind_after_a_signal(String signal, int exitCode) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid()))
                .start()
                .waitFor();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(log()).isEqualTo(exitCode);
        assertThat(out).as("the output folder").doesNotExist();
        assertThat(temporary.toFile().list((folder, name) -> name.startsWith("agender-")))
                .as("temporary folders")
                .isEmpty();
        await().atMost(ofSeconds(30)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(log()).contains("Interrupted").doesNotContain("\tat ");
    }

    @Test
    void should_leave_no_process_behind_after_kill_9() throws Exception {
        run.destroyForcibly();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(ofSeconds(30)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private boolean facesAreGrowing() {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(out)) {
            return files.anyMatch(file ->
                    file.toString().endsWith("faces.jsonl") && file.toFile().length() > 0);
        } catch (IOException | UncheckedIOException e) {
            return false; // moved while we looked
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
