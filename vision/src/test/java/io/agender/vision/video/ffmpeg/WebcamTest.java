package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a driver of Video4Linux that fake-webcam.c makes up, in a process of its own. */
@Timeout(120)
class WebcamTest {

    @TempDir
    static Path folder;

    private static Path driver;

    @BeforeAll
    static void makeADriver() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/include/linux/videodev2.h")) && Files.isExecutable(Path.of("/usr/bin/gcc")),
                "needs Linux with gcc and the kernel's headers: apt-get install gcc libc6-dev");
        Path source = folder.resolve("fake-webcam.c");
        try (InputStream in = WebcamTest.class.getResourceAsStream("fake-webcam.c")) {
            Files.write(source, in.readAllBytes());
        }
        driver = folder.resolve("fake-webcam.so");
        Process compiler = new ProcessBuilder(
                        "/usr/bin/gcc", "-shared", "-fPIC", "-o", driver.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).as("gcc's exit code").isZero();
    }

    @Test
    void should_give_the_frames_of_a_webcam_as_they_come() throws Exception {
        List<String> said = run(20, 5_000, Map.of());

        assertThat(said.get(0))
                .contains("format=video4linux2/rawvideo", "width=160", "height=96", "live=true")
                .contains("framesPerSecond=25.0");
        assertThat(said.subList(1, 21)).allMatch(line -> line.startsWith("frame 160x96 at "));
        assertThat(said.subList(1, 21).stream().map(line -> Long.parseLong(line.split(" ")[3])))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(said).hasSize(22).last().isEqualTo("closed");
    }

    @Test
    void should_notice_that_a_webcam_gives_no_more() throws Exception {
        List<String> said = run(100, 500, Map.of("FAKE_WEBCAM_FRAMES", "10", "FAKE_WEBCAM_END", "stall"));

        assertThat(said).contains("error /dev/video7 sent no picture that can be decoded for 0.5 s");
        assertThat(said).last().isEqualTo("closed");
    }

    @Test
    void should_notice_that_a_webcam_was_unplugged() throws Exception {
        List<String> said = run(100, 20_000, Map.of("FAKE_WEBCAM_FRAMES", "10", "FAKE_WEBCAM_END", "unplug"));

        assertThat(said).contains("error /dev/video7 broke off: No such device");
        assertThat(said).last().isEqualTo("closed");
    }

    private static List<String> run(int frames, int stallMillis, Map<String, String> behaviour) throws Exception {
        Path device = Files.createTempFile(folder, "video", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WebcamProgram.class.getName(),
                device.toString(),
                String.valueOf(frames),
                String.valueOf(stallMillis)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(behaviour);
        builder.environment().put("FAKE_WEBCAM", device.toString());
        builder.environment().put("LD_PRELOAD", driver.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return lines(process);
    }

    private static List<String> lines(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
