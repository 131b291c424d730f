package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {

    private static final long START = 1_000_000;

    private final SilenceWatch watch = new SilenceWatch(Duration.ofSeconds(30), START);
    private long now = START;

    @Test
    void should_look_every_second_and_more_often_when_the_idle_time_is_short() {
        assertThat(watch.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new SilenceWatch(Duration.ofSeconds(2), 0).step()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void should_call_a_camera_silent_after_the_idle_time_and_only_once() {
        watch.heard("lobby");

        assertThat(run(29)).isEmpty();
        assertThat(run(1)).containsExactly("lobby");
        assertThat(run(100)).isEmpty();
    }

    @Test
    void should_start_over_when_something_comes() {
        watch.heard("lobby");
        run(29);
        watch.heard("lobby");

        assertThat(run(29)).isEmpty();
        assertThat(run(1)).containsExactly("lobby");
    }

    @Test
    void should_not_call_a_camera_silent_that_has_nothing_to_close() {
        watch.heard("lobby");
        watch.forget("lobby");

        assertThat(run(100)).isEmpty();
    }

    @Test
    void should_tell_the_cameras_apart() {
        watch.heard("lobby");
        run(10);
        watch.heard("door");

        assertThat(run(20)).containsExactly("lobby");
        assertThat(run(10)).containsExactly("door");
    }

    @Test
    void should_start_over_after_a_pause_of_the_process() {
        watch.heard("lobby");
        run(29);
        now += 3_600_000;
        assertThat(watch.tick(now)).isEmpty();

        assertThat(run(29)).isEmpty();
        assertThat(run(1)).containsExactly("lobby");
    }

    @Test
    void should_start_over_when_the_wall_clock_is_set_back() {
        watch.heard("lobby");
        run(29);
        now -= 3_600_000;
        assertThat(watch.tick(now)).isEmpty();

        assertThat(run(29)).isEmpty();
        assertThat(run(1)).containsExactly("lobby");
    }

    @Test
    void should_bear_with_a_step_that_comes_a_little_late() {
        watch.heard("lobby");
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            now += 2_000;
            silent.addAll(watch.tick(now));
        }

        assertThat(silent).containsExactly("lobby");
    }

    private List<String> run(int seconds) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            now += 1_000;
            silent.addAll(watch.tick(now));
        }
        return silent;
    }
}
