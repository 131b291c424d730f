package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agender.program.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems that let a process open few files, or run nothing from some folders. */
class SystemRefusalsIT {

    private static final String RUN =
            "./agender run samples/door.mp4 --limit 20 --no-video --no-dashboard --output ../out";

    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeACheckout() throws Exception {
        checkout = Checkout.make(folder, "checkout");
    }

    @AfterEach
    void remove() throws Exception {
        checkout.run("umount ../noexec 2>/dev/null || true", Map.of());
        checkout.removeLinks();
    }

    @Test
    void should_say_in_one_sentence_that_forty_cameras_need_more_open_files() throws Exception {
        int exitCode = checkout.run("""
                ulimit -n 1024
                for i in $(seq 40); do set -- "$@" --camera "c$i=samples/door.mp4"; done
                ./agender run "$@" --output ../out
                """, Map.of());

        assertThat(exitCode).as(checkout.log()).isEqualTo(ExitCode.FILES);
        assertThat(checkout.log().lines())
                .singleElement()
                .asString()
                .startsWith("agender: 40 cameras in 40 partitions");
    }

    @Test
    void should_run_where_the_temporary_folder_lets_no_programs_run() throws Exception {
        Path noexec = mountAFolderWithoutPrograms();

        int exitCode = checkout.run(
                RUN,
                Map.of(
                        "XDG_CACHE_HOME",
                        folder.resolve("cache").toString(),
                        "AGENDER_JAVA_OPTS",
                        "-Djava.io.tmpdir=" + noexec));

        assertThat(exitCode).as(checkout.log()).isZero();
        assertThat(folder.resolve("cache/agender/natives")).isNotEmptyDirectory();
        assertThat(checkout.log()).doesNotContain("\tat ");
    }

    @Test
    void should_say_in_one_sentence_that_programs_may_run_nowhere() throws Exception {
        Path noexec = mountAFolderWithoutPrograms();

        int exitCode = checkout.run(
                RUN, Map.of("XDG_CACHE_HOME", noexec.toString(), "AGENDER_JAVA_OPTS", "-Djava.io.tmpdir=" + noexec));

        assertThat(exitCode).as(checkout.log()).isEqualTo(ExitCode.FILES);
        assertThat(checkout.log().lines())
                .singleElement()
                .asString()
                .startsWith("agender: There is no folder in which programs may run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models list", "settings", "--help"})
    void should_say_that_what_was_printed_does_not_fit_on_the_disk(String command) throws Exception {
        assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();

        int exitCode = checkout.run("./agender " + command + " > /dev/full", Map.of());

        assertThat(exitCode).as(checkout.log()).isEqualTo(ExitCode.FILES);
        assertThat(checkout.log().lines())
                .singleElement()
                .asString()
                .isEqualTo("agender: Standard output can't be written (No space left on device); what was printed is"
                        + " cut off.");
    }

    @Test
    void should_end_well_when_the_reader_had_enough() throws Exception {
        int exitCode = checkout.run("set -o pipefail; ./agender settings | head -n 1", Map.of());

        assertThat(exitCode).as(checkout.log()).isZero();
        assertThat(checkout.log().lines()).hasSize(1);
    }

    private Path mountAFolderWithoutPrograms() throws Exception {
        Path noexec = Files.createDirectory(folder.resolve("noexec"));
        assumeThat(checkout.run("mount -t tmpfs -o noexec,size=200m tmpfs ../noexec", Map.of()))
                .as("the right to mount a file system")
                .isZero();
        return noexec;
    }
}
