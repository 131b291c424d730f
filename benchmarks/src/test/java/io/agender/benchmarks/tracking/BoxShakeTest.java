package io.agender.benchmarks.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxShakeTest {

    @Test
    void should_measure_how_far_a_box_lies_beside_the_middle_of_its_neighbours() {
        BoxShake shake = BoxShake.of(frames(0, 4, 0, 0, 8));

        assertThat(shake.shares()).hasSize(3);
        assertThat(shake.atMostIn(1)).as("4 of 40 pixels").isCloseTo(0.1, within(1e-9));
        assertThat(shake.atMostIn(0.5)).as("the others: 2 and 4").isCloseTo(0.1, within(1e-9));
        assertThat(shake.atMostIn(0.1)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void should_not_take_steady_motion_for_shaking() {
        assertThat(BoxShake.of(frames(0, 10, 20, 30)).atMostIn(1)).isZero();
    }

    @Test
    void should_leave_out_who_was_not_seen_before_or_after() {
        List<List<Sighting>> gap = List.of(List.of(Sightings.movedTo(0)), List.of(), List.of(Sightings.movedTo(8)));

        assertThat(BoxShake.of(gap).shares()).isEmpty();
        assertThat(BoxShake.of(gap).atMostIn(0.5)).isNaN();
    }

    private static List<List<Sighting>> frames(double... places) {
        return Arrays.stream(places)
                .mapToObj(x -> List.of(Sightings.movedTo(x)))
                .toList();
    }
}
