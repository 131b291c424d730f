package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    @Test
    void should_refuse_a_run_that_needs_more_than_there_are() {
        assertThatThrownBy(() -> new OpenFiles(1024).check(40, 40))
                .isInstanceOfSatisfying(CommandException.class, error -> assertThat(error.exitCode())
                        .isEqualTo(ExitCode.FILES))
                .hasMessage("40 cameras in 40 partitions need about 1760 open files, and this process may open 1024;"
                        + " allow it more with ulimit -n, or set --partitions lower.");
    }

    @Test
    void should_let_others_begin() {
        assertThatCode(() -> {
                    new OpenFiles(1024).check(40, 8);
                    new OpenFiles(20_000).check(40, 40);
                    OpenFiles.ofThisProcess().check(1, 1);
                })
                .doesNotThrowAnyException();
    }
}
