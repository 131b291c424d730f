package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerLoopTest {

    @Test
    void should_find_faces_with_the_originals_cascade() throws IOException {
        String pass = PeerLoop.pass(
                "../samples/door.mp4", PeerLoop.haar(), Duration.ofMinutes(2).toNanos());

        double[] figures = PeersBench.passes(pass, 0);
        assertThat(figures[0]).as("frames").isPositive();
        assertThat(figures[1]).as("faces").isBetween(1.0, figures[0] * 3);
        assertThat(figures[2]).as("seconds").isPositive();
    }

    @Test
    void should_stop_when_its_time_is_over() throws IOException {
        double[] figures = PeersBench.passes(PeerLoop.pass("../samples/door.mp4", frame -> 1, 0), 0);

        assertThat(figures[0]).isZero();
    }
}
