package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMeanFaceTest {

    private static final Path HEADS = Path.of("../../shared/data/headpose");

    @TempDir
    private Path folder;

    /** The command of docs/accuracy.md. */
    @Test
    void should_find_the_programs_numbers_again_on_the_half_that_they_were_fitted_to() {
        assumeTrue(Files.isDirectory(HEADS), "the labelled heads in ../shared/data/headpose are not here");

        Agender bench = Agender.run(
                "bench", "mean-face", HEADS.toString(), "--fit-on", ".*person0[1357].*", "--detector", "blazeface");

        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.out()).contains("The program has these numbers.", "| held out, in the program | 36 |");
    }

    @Test
    void should_say_when_pictures_are_too_few_to_fit_a_face_to() throws IOException {
        Files.copy(Path.of("../samples/astronaut.png"), folder.resolve("astronaut.png"));
        Files.writeString(folder.resolve("labels.csv"), "file,yaw,pitch\nastronaut.png,0,0\n");

        Agender bench = Agender.run("bench", "mean-face", folder.toString(), "--detector", "blazeface");

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).contains("blazeface: a mean face needs 7 heads at least, not 1.");
    }

    @Test
    void should_say_what_is_wrong_with_an_option() {
        Agender bench = Agender.run("bench", "mean-face", folder.toString(), "--fit-on", "(");

        assertThat(bench.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bench.err()).contains("--fit-on: '(' is no regular expression.");
    }
}
