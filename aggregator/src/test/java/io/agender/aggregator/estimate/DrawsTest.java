package io.agender.aggregator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

    private static final int TIMES = 20_000;

    @ParameterizedTest
    @CsvSource({"1, 0.3", "10, 0.05", "40, 0.5", "60, 0.97", "5000, 0.001", "5000, 0.4", "1000000, 0.9"})
    void should_draw_binomial_numbers_with_their_mean_and_spread(long things, double probability) {
        Draws draws = new Draws(1);

        long[] drawn = LongStream.generate(() -> draws.binomial(things, probability))
                .limit(TIMES)
                .toArray();

        double mean = Arrays.stream(drawn).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(drawn)
                .mapToDouble(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow());
        double expected = Math.sqrt(things * probability * (1 - probability));
        assertThat(Arrays.stream(drawn)).allMatch(number -> number >= 0 && number <= things);
        assertThat(mean).isCloseTo(things * probability, within(5 * expected / Math.sqrt(TIMES)));
        assertThat(spread).isCloseTo(expected, within(0.04 * expected));
    }

    @Test
    void should_share_out_every_thing_by_weight_and_none_where_there_is_no_weight() {
        Draws draws = new Draws(1);

        long[] shares = draws.shareOut(100_000, new double[] {0, 2, 0, 6, 0});

        assertThat(shares[1] + shares[3]).isEqualTo(100_000);
        assertThat(shares[1]).isCloseTo(25_000, within(700L));
        assertThat(draws.shareOut(0, new double[] {1, 1})).containsExactly(0, 0);
    }
}
