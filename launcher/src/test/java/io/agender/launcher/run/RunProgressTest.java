package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RunProgressTest {

    private final RunProgress progress = new RunProgress(new PrintWriter(new StringWriter()), false, 100);

    @Test
    void should_tell_how_far_a_run_is() {
        assertThat(progress.line(new RunAccount.Totals(20, 10, 7, 0, 0), 0))
                .isEqualTo("sent 20 of 100, analysed 10, faces 7, 0.0 frames/s");
    }

    @Test
    void should_tell_of_frames_that_count_nowhere_while_the_run_goes_on() {
        assertThat(progress.line(new RunAccount.Totals(20, 10, 7, 0, 4), 0)).contains(", faces 7, too late 4, ");
    }
}
