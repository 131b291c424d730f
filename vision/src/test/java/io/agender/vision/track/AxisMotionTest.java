package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisMotionTest {

    private final AxisMotion moving = new AxisMotion(100, 50, 4, 3, 9);

    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {0.001, 0.04, 0.5, 2, 30})
    void should_come_to_the_same_in_one_step_and_in_many(double seconds) {
        AxisMotion many = moving;
        for (int step = 0; step < 50; step++) {
            many = many.after(seconds / 50, 4);
        }

        AxisMotion one = moving.after(seconds, 4);

        assertThat(one.position()).isCloseTo(many.position(), within(1e-6));
        assertThat(one.velocity()).isCloseTo(many.velocity(), within(1e-6));
        assertThat(one.positionVariance()).isCloseTo(many.positionVariance(), within(1e-6));
        assertThat(one.covariance()).isCloseTo(many.covariance(), within(1e-6));
        assertThat(one.velocityVariance()).isCloseTo(many.velocityVariance(), within(1e-6));
    }

    @Test
    void should_keep_its_velocity_for_a_moment() {
        assertThat(moving.after(0.1, 4).position()).isCloseTo(105, within(0.5));
    }

    @Test
    void should_come_to_rest() {
        assertThat(moving.after(100, 4).position()).isCloseTo(150, within(1e-9));
        assertThat(moving.after(100, 4).velocity()).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {0, -1, Double.NaN})
    void should_stand_still_when_no_time_passes(double seconds) {
        assertThat(moving.after(seconds, 4)).isEqualTo(moving);
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {1e-300, 1e-9, 1e6, 1e18, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
    void should_stay_finite(double seconds) {
        AxisMotion later = moving.after(seconds, 4);

        assertThat(new double[] {
                    later.position(),
                    later.velocity(),
                    later.positionVariance(),
                    later.covariance(),
                    later.velocityVariance()
                })
                .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(later.positionVariance()).isPositive();
        assertThat(later.velocityVariance()).isNotNegative();
    }

    @Test
    void should_be_surer_after_each_measurement() {
        AxisMotion axis = AxisMotion.at(10, 2, 5);
        for (int frame = 0; frame < 20; frame++) {
            AxisMotion expected = axis.after(0.1, 5);
            axis = expected.measured(10, 2);
            assertThat(axis.positionVariance()).isLessThan(expected.positionVariance());
            assertThat(axis.velocityVariance()).isLessThanOrEqualTo(expected.velocityVariance());
        }
        assertThat(axis.position()).isCloseTo(10, within(1e-9));
    }

    @Test
    void should_learn_a_velocity() {
        AxisMotion axis = AxisMotion.at(0, 1, 100);
        for (int frame = 1; frame <= 10; frame++) {
            axis = axis.after(0.1, 100).measured(8 * frame, 1);
        }

        assertThat(axis.velocity()).isCloseTo(80, within(8.0));
    }
}
