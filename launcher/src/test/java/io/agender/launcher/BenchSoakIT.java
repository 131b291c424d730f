package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import org.junit.jupiter.api.Test;

class BenchSoakIT {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();

    @Test
    void should_read_the_memory_while_small_frames_go_through_the_pipeline() {
        Agender run = Agender.run("bench", "soak", "--frames", "60", "--readings", "3", DOOR);

        assertThat(run.exitCode()).as(run::toString).isIn(ExitCode.OK, ExitCode.FAILURE);
        assertThat(run.out())
                .contains("60 frames of 96 x 54 pixels, ")
                .containsPattern("\\| 20 \\| \\d+ \\| \\d+ \\| \\d+ \\| \\d+ \\|")
                .containsPattern("\\| 60 \\| \\d+ \\| \\d+ \\| \\d+ \\| \\d+ \\|")
                .containsPattern(
                        "\\d+ % of the memory of the first reading: " + (run.exitCode() == 0 ? "flat" : "it grew"));
    }

    @Test
    void should_refuse_to_read_the_memory_only_once() {
        Agender run = Agender.run("bench", "soak", "--readings", "1", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--readings must be 2 or more");
    }
}
