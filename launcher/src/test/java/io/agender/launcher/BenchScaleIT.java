package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import org.junit.jupiter.api.Test;

class BenchScaleIT {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();

    @Test
    void should_measure_services_of_their_own_with_one_thread_and_with_two() {
        Agender run = Agender.run("bench", "scale", "--frames", "40", "--rounds", "1", "--warm-up", "1ms", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(" frames of 480 x 270, ")
                .contains("| stream threads | 1 | 2 |")
                .containsPattern("\\| frames/s \\| \\d+\\.\\d \\| \\d+\\.\\d \\|")
                .containsPattern("\\| processor time of the inference processor, ms a frame \\| \\d*[1-9][\\d.]* \\|")
                .containsPattern("\\| of broker and registry \\| \\d+\\.\\d\\d \\| \\d+\\.\\d\\d \\|")
                .containsPattern("2 threads / 1: measured \\d+\\.\\d\\d; computed, .*: \\d+\\.\\d\\d");
    }

    @Test
    void should_measure_few_cameras_and_many() {
        Agender run = Agender.run(
                "bench",
                "cameras",
                "--steps",
                "1,3/2",
                "--warm-up",
                "1ms",
                "--duration",
                "2s",
                "--max-width",
                "96",
                DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(" frames of 96 x 54, ")
                .containsPattern("\\| 1/1 \\| \\d+\\.\\d \\| \\d*[1-9][\\d.]* \\| \\d+\\.\\d\\d \\|")
                .containsPattern("\\| 3/2 \\| \\d+\\.\\d \\| \\d*[1-9][\\d.]* \\| \\d+\\.\\d\\d \\|")
                .containsPattern("\\| 3/2 \\| [1-9]\\d+ \\| \\d+\\.\\d \\| [1-9]\\d+ \\| \\d+\\.\\d \\|")
                .containsPattern("From 1/1 to 3/2 one more costs -?\\d+\\.\\d\\d ms");
    }

    @Test
    void should_refuse_no_threads_and_no_cameras() {
        Agender threads = Agender.run("bench", "scale", "--bench-threads", "1,0", DOOR);
        Agender cameras = Agender.run("bench", "cameras", "--steps", "1,none", DOOR);

        assertThat(threads.exitCode()).as(threads::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(threads.err()).contains("must be 1 or more");
        assertThat(cameras.exitCode()).as(cameras::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cameras.err()).contains("--steps: 'none' is no number of cameras and partitions");
    }
}
