package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import org.junit.jupiter.api.Test;

class BenchVisionTest {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();

    @Test
    void should_print_a_row_for_one_and_for_two_threads_and_the_memory() {
        Agender run = Agender.run("bench", "vision", "--frames", "20", "--duration", "500ms", "--warm-up", "1ms", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("20 frames of 480 x 270 pixels; ")
                .containsPattern(
                        "\\| 1 \\| \\d+\\.\\d \\|( \\d+\\.\\d\\d \\|){4} (-|\\d+\\.\\d\\d) \\| \\d+\\.\\d\\d \\|")
                .containsPattern(
                        "\\| 2 \\| \\d+\\.\\d \\|( \\d+\\.\\d\\d \\|){4} (-|\\d+\\.\\d\\d) \\| \\d+\\.\\d\\d \\|")
                .containsPattern("2 threads are \\d\\.\\d\\d times as fast as 1")
                .containsPattern("Native memory before and after: (\\d+) and \\1 objects");
    }

    @Test
    void should_say_that_there_is_no_such_video() {
        Agender run = Agender.run("bench", "vision", "nowhere.mp4");

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("nowhere.mp4");
    }

    @Test
    void should_refuse_no_frames() {
        Agender run = Agender.run("bench", "vision", "--frames", "0", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("must be above 0");
    }
}
