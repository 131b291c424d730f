package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results, the data of broker and registry, and the stores of a service, none of which fit on their disk. Needs the right
 * to mount a small file system in memory.
 */
class FullDiskIT {

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(exitCode("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()))
                .as("the right to mount a file system")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        exitCode("umount", disk.toString());
    }

    @Test
    void should_say_that_the_results_cannot_be_written_and_leave_none() throws IOException {
        Agender run = Agender.run(
                "run",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--no-video",
                "--output",
                disk.resolve("out").toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.FILES);
        assertThat(run.err()).contains("No space left").doesNotContain("\tat ");
        assertThat(disk).isEmptyDirectory();
        assertThat(openFiles()).as("files of the disk that are still open").isEmpty();
    }

    @Test
    void should_say_that_a_video_cannot_be_written() throws IOException {
        Files.write(disk.resolve("other"), new byte[60 * 1024]);
        Agender run = Agender.run(
                "run",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--limit",
                "20",
                "--output",
                disk.resolve("out").toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.FILES);
        assertThat(run.err().lines()).singleElement().asString().contains("No space left");
    }

    @Test
    void should_say_at_the_start_that_the_disk_of_the_data_is_full() {
        Agender run = Agender.run(
                "run",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--limit",
                "20",
                "--data-dir",
                disk.resolve("data").toString(),
                "--output",
                folder.resolve("out").toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.FILES);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("agender: The disk of the data directory " + disk.resolve("data") + " is full");
    }

    @Test
    void should_say_that_the_disk_of_the_stores_is_full() {
        try (EmbeddedPlatform cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin())) {
            assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "1")
                            .exitCode())
                    .isZero();
            Agender service = Agender.runAt(
                    cluster, "aggregate", "--data-dir", disk.resolve("stores").toString());
            assertThat(service.exitCode()).as(service.toString()).isEqualTo(ExitCode.FILES);
            assertThat(service.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("agender: The disk of the data directory " + disk.resolve("stores") + " is full");
        }
    }

    private List<String> openFiles() throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String file = Files.readSymbolicLink(descriptor).toString();
                    if (file.startsWith(disk.toString())) {
                        open.add(file);
                    }
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        return open;
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // no such command
        }
    }
}
