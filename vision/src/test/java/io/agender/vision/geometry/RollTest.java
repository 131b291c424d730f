package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "140, 100,   0, level eyes",
        "140, 110,  14.04, the eye on the right of the picture is lower",
        "140,  90, -14.04, it is higher",
        "100, 140,   0, one above the other: beyond belief",
        " 60, 100,   0, upside down: beyond belief",
        "100, 100,   0, both in one place"
    })
    void should_be_the_angle_of_the_line_through_the_eyes(double x, double y, double degrees, String remark) {
        List<Landmark> eyes = List.of(
                new Landmark(Point.NOSE_TIP, 120, 130),
                new Landmark(Point.LEFT_EYE, x, y),
                new Landmark(Point.RIGHT_EYE, 100, 100));

        assertThat(Math.toDegrees(Roll.of(eyes))).as(remark).isCloseTo(degrees, within(0.01));
    }

    @Test
    void should_take_a_face_for_upright_when_its_eyes_are_not_known() {
        assertThat(Roll.of(List.of())).isZero();
        assertThat(Roll.of(List.of(new Landmark(Point.RIGHT_EYE, 1, 2)))).isZero();
    }
}
