package io.agender.vision.track;

import static io.agender.vision.track.Scene.face;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A face of side 60 at (100, 100) that was seen once, 0.1 s ago. */
class AffinityTest {

    private final Affinity affinity = new Affinity(TrackerConfig.DEFAULTS);
    private final Motion expected =
            Motion.at(face(100, 100, 60).box(), TrackerConfig.DEFAULTS.speed()).after(0.1, 4);

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "100, 100, 60, the same place",
        "130, 100, 60, half over",
        "165, 100, 60, just beside",
        "100, 100, 32, a bit more than half the size",
        "100, 100, 118, a bit less than twice the size",
    })
    void should_allow(double x, double y, double side, String name) {
        assertThat(affinity.cost(expected, face(x, y, side).box())).isBetween(0.0, Affinity.LIMIT);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "300, 100, 60, too far",
        "100, 230, 60, too far below",
        "100, 100, 29, too small",
        "100, 100, 121, too large",
        "100, 100, 0, no size",
        "NaN, 100, 60, no place",
    })
    void should_refuse(double x, double y, double side, String name) {
        assertThat(affinity.cost(expected, face(x, y, side).box())).isInfinite();
    }

    @Test
    void should_cost_more_the_farther_away_also_without_overlap() {
        double last = -1;
        for (double x = 100; x <= 170; x += 5) {
            double cost = affinity.cost(expected, face(x, 100, 60).box());
            assertThat(cost).isGreaterThan(last);
            last = cost;
        }
    }

    @Test
    void should_not_reach_farther_than_allowed_however_long_a_face_was_away() {
        Motion longAgo = expected.after(60, 4);

        assertThat(affinity.cost(longAgo, face(215, 100, 60).box())).isLessThan(Affinity.LIMIT);
        assertThat(affinity.cost(longAgo, face(225, 100, 60).box())).isInfinite();
    }
}
