package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionTest {

    @Test
    void should_be_where_it_was_seen() {
        BoundingBox box = Motion.at(new BoundingBox(10, 20, 30, 40), 4).box();

        assertThat(box.x()).isCloseTo(10, within(1e-9));
        assertThat(box.y()).isCloseTo(20, within(1e-9));
        assertThat(box.width()).isCloseTo(30, within(1e-9));
        assertThat(box.height()).isCloseTo(40, within(1e-9));
    }

    @Test
    void should_come_back_from_its_numbers() {
        Motion motion =
                Motion.at(new BoundingBox(10, 20, 30, 40), 4).after(0.1, 4).seen(new BoundingBox(12, 21, 31, 40));

        assertThat(Motion.of(motion.values())).isEqualTo(motion);
    }

    @Test
    void should_refuse_numbers_of_something_else() {
        assertThatThrownBy(() -> Motion.of(List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a motion has 20 numbers, not 2");
    }

    @Test
    void should_be_less_surprised_by_a_distance_the_larger_the_face() {
        Motion small = Motion.at(new BoundingBox(0, 0, 20, 20), 4).after(0.1, 4);
        Motion large = Motion.at(new BoundingBox(0, 0, 200, 200), 4).after(0.1, 4);

        assertThat(small.squaredMahalanobisDistance(new BoundingBox(20, 0, 20, 20)))
                .isCloseTo(large.squaredMahalanobisDistance(new BoundingBox(200, 0, 200, 200)), within(1e-9))
                .isGreaterThan(large.squaredMahalanobisDistance(new BoundingBox(20, 0, 200, 200)));
    }

    @Test
    void should_grow_with_a_face_that_comes_nearer() {
        Motion motion = Motion.at(new BoundingBox(0, 0, 40, 40), 4);
        for (int frame = 1; frame <= 10; frame++) {
            double side = 40 * Math.pow(1.05, frame);
            motion = motion.after(0.1, 4).seen(new BoundingBox(-side / 2, -side / 2, side, side));
        }

        assertThat(motion.after(0.1, 4).side()).isGreaterThan(motion.side()).isCloseTo(68.4, within(2.0));
    }
}
