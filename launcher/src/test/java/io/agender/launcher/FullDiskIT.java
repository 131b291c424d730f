package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

/** A run whose results don't fit on the disk. Needs the right to mount a small file system in memory. */
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
