package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchTrackingTest {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();

    @Test
    void should_find_one_track_for_each_visit_of_the_door() {
        Agender run = Agender.run("bench", "tracking", "--fps", "5", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
        // clip, frames, faces, confirmed, tracks, visits, tracks per visit, missed, stray, shared, id switches
        assertThat(run.out())
                .containsPattern(
                        "\\| door\\.mp4 \\| 80 \\| \\d+ \\| \\d+ % \\| 2 \\| 2 \\| 1\\.00 \\| 0 \\| 0 \\| 0 \\| 0 \\|")
                .contains("| door.mp4 | 1 |", "| door.mp4 | 2 |")
                .doesNotContain("| door.mp4 | 3 |")
                .containsPattern("\\| all \\| \\d{2} \\| \\d\\.\\d % \\| \\d+\\.\\d % \\| \\d+\\.\\d % \\|");
    }

    @Test
    void should_tell_how_many_frames_the_detector_looks_at_when_it_may_rest() {
        assertThat(Agender.run("bench", "tracking", DOOR).out())
                .containsPattern("\\| door\\.mp4 \\| 200 .*\\| 100 % \\|\\R");
        assertThat(Agender.run("bench", "tracking", "--detect-interval", "auto", DOOR)
                        .out())
                .containsPattern("\\| door\\.mp4 \\| 200 .*\\| \\d{2} % \\|\\R");
    }

    @Test
    void should_say_so_when_the_truth_is_asked_for_several_videos() {
        Agender run = Agender.run("bench", "tracking", "--truth", "door.json", DOOR, DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--truth is the truth of one VIDEO; name one.");
    }

    @Test
    void should_say_so_when_the_truth_is_none() {
        Agender run =
                Agender.run("bench", "tracking", "--truth", Path.of("pom.xml").toString(), DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("pom.xml is no truth of a clip");
    }

    @Test
    void should_refuse_a_score_that_is_none() {
        Agender run = Agender.run("bench", "tracking", "--min-score", "2", DOOR);

        assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("must be between 0 and 1");
    }
}
