package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private final AtomicLong now = new AtomicLong();
    private final StallWatch watch = new StallWatch(Duration.ofSeconds(60), now::get);
    private final RunAccount account = new RunAccount(List.of("lobby"), Duration.ofSeconds(10), 10, false);

    @Test
    void should_end_a_run_in_which_nothing_moves() {
        account.sent("lobby", 3);
        pass(61);
        assertThatThrownBy(() -> watch.check(account))
                .isInstanceOf(CommandException.class)
                .hasMessage("Nothing has moved for 60 s; missing: lobby: 0 of 3 frames came back.");
    }

    @Test
    void should_be_patient_while_something_moves() {
        pass(59);
        watch.progress();
        pass(59);
        assertThatCode(() -> watch.check(account)).doesNotThrowAnyException();
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
