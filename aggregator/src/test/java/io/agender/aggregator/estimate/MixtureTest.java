package io.agender.aggregator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MixtureTest {

    /** Of women 80 % are called women, of men 70 % men. */
    private final Mixture mixture = Mixture.of(new double[][] {{80_000, 20_000}, {30_000, 70_000}});

    @Test
    void should_find_the_shares_that_the_inverse_of_the_matrix_gives() {
        double[] shares = mixture.shares(new double[] {60, 40, 0});

        assertThat(shares[0]).isCloseTo(0.6, within(0.001)); // 0.8 * 0.6 + 0.3 * 0.4 = 0.6
        assertThat(shares[1]).isCloseTo(0.4, within(0.001));
    }

    @Test
    void should_take_nobody_for_less_than_nobody_where_the_inverse_does() {
        double[] shares = mixture.shares(new double[] {20, 80, 0}); // the inverse: -0.2

        assertThat(shares[0]).isBetween(0.0, 0.001);
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void should_learn_nothing_of_genders_from_those_who_have_none() {
        assertThat(mixture.shares(new double[] {60, 40, 100})[0]).isCloseTo(0.6, within(0.001));
    }
}
