package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.delivery.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureClockTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final CaptureClock clock = new CaptureClock(new Timing(() -> wall, () -> nanos, Pause.REAL));

    @Test
    void should_be_the_wall_clock_to_the_microsecond() {
        wall = NOON.plusNanos(1_234_567);
        assertThat(clock.next()).isEqualTo(NOON.plusNanos(1_234_000));
        pass(Duration.ofMillis(100));
        assertThat(clock.next()).isEqualTo(NOON.plusNanos(101_234_000));
    }

    @Test
    void should_leap_forward_with_the_wall_clock() {
        clock.next();
        wall = NOON.plusSeconds(3600);
        assertThat(clock.next()).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void should_go_on_at_half_its_pace_after_the_wall_clock_was_set_back_until_that_has_caught_up() {
        clock.next();
        wall = NOON.minusSeconds(2);
        List<Instant> times = new ArrayList<>();
        for (int second = 1; second <= 6; second++) {
            pass(Duration.ofSeconds(1));
            times.add(clock.next());
        }
        assertThat(times)
                .containsExactly(
                        NOON.plusMillis(500),
                        NOON.plusMillis(1000),
                        NOON.plusMillis(1500),
                        NOON.plusMillis(2000), // caught up: the wall clock says the same
                        NOON.plusMillis(3000),
                        NOON.plusMillis(4000));
    }

    @Test
    void should_give_no_time_twice() {
        Instant first = clock.next();
        Instant second = clock.next();
        wall = NOON.minus(Duration.ofDays(400));
        Instant third = clock.next();

        assertThat(second).isEqualTo(first.plusNanos(1_000));
        assertThat(third).isEqualTo(second.plusNanos(1_000));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
