package io.agender.producer.source;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(ofSeconds(30), new Random(7));

    @Test
    void should_wait_twice_as_long_each_time_up_to_the_cap() {
        for (int full : new int[] {1, 2, 4, 8, 16, 30, 30, 30}) {
            assertThat(backoff.after(ZERO)).isBetween(ofSeconds(full).dividedBy(2), ofSeconds(full));
        }
    }

    @Test
    void should_stay_at_the_cap_for_months() {
        Duration longest = Stream.generate(() -> backoff.after(ZERO))
                .limit(100_000)
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(longest).isLessThanOrEqualTo(ofSeconds(30));
    }

    @Test
    void should_begin_anew_after_a_stream_that_lived_for_long_but_not_after_a_short_one() {
        Stream.generate(() -> backoff.after(ZERO)).limit(10).forEach(wait -> {});
        assertThat(backoff.after(ofSeconds(29))).isGreaterThanOrEqualTo(ofSeconds(15));
        assertThat(backoff.after(ofSeconds(30))).isLessThanOrEqualTo(ofSeconds(1));
        assertThat(backoff.after(ZERO)).isBetween(ofSeconds(1), ofSeconds(2));
    }

    @Test
    void should_not_send_cameras_back_together_that_were_lost_together() {
        Set<Duration> waits = new HashSet<>();
        for (int camera = 0; camera < 16; camera++) {
            waits.add(new Backoff(ofSeconds(30)).after(ZERO));
        }
        assertThat(waits).hasSizeGreaterThan(10);
    }

    @Test
    void should_obey_a_cap_below_the_first_wait() {
        Backoff hasty = new Backoff(Duration.ofMillis(2), new Random(7));
        assertThat(List.of(hasty.after(ZERO), hasty.after(ZERO)))
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofMillis(2)));
    }
}
