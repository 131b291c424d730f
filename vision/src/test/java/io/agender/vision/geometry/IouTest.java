package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.BoundingBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IouTest {

    @ParameterizedTest(name = "{9}")
    @CsvSource({
        "0, 0, 10, 10,   0,  0, 10, 10, 1,      the same box",
        "0, 0, 10, 10,   5,  0, 10, 10, 0.3333, half over to the right",
        "0, 0, 10, 10,   5,  5, 10, 10, 0.1429, a quarter in common",
        "0, 0, 10, 10,   2,  2,  5,  5, 0.25,   one inside the other",
        "0, 0, 10, 10,  10,  0, 10, 10, 0,      side by side",
        "0, 0, 10, 10,  20, 20, 10, 10, 0,      apart",
        "0, 0, 10, 10,  20,  0, 10, 10, 0,      apart in one direction only",
        "0, 0, 10, 10,   5,  5,  0,  0, 0,      a box without area",
        "0, 0,  0,  0,   0,  0,  0,  0, 0,      two boxes without area",
        "-5, -5, 10, 10, 0,  0, 10, 10, 0.1429, over the border"
    })
    void should_be_the_share_of_the_union_that_two_boxes_have_in_common(
            double x1,
            double y1,
            double w1,
            double h1,
            double x2,
            double y2,
            double w2,
            double h2,
            double expected,
            String remark) {
        BoundingBox a = new BoundingBox(x1, y1, w1, h1);
        BoundingBox b = new BoundingBox(x2, y2, w2, h2);

        assertThat(Iou.of(a, b)).as(remark).isCloseTo(expected, within(1e-4));
        assertThat(Iou.of(b, a)).as("either way round").isEqualTo(Iou.of(a, b));
    }
}
