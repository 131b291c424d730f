package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpotTest {

    @Test
    void should_spread_evenly_over_the_frame_and_be_the_same_each_time() {
        for (int quarter = 0; quarter < 4; quarter++) {
            double left = quarter % 2 / 2.0;
            double top = quarter / 2 / 2.0;
            assertThat(IntStream.range(1, 101)
                            .mapToObj(Spot::spread)
                            .filter(spot -> spot.x() >= left
                                    && spot.x() < left + 0.5
                                    && spot.y() >= top
                                    && spot.y() < top + 0.5)
                            .count())
                    .isBetween(22L, 28L);
        }
        assertThat(Spot.spread(7)).isEqualTo(Spot.spread(7));
    }
}
