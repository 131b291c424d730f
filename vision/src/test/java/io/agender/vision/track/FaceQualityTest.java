package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.BoundingBox;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceQualityTest {

    private static final BoundingBox BOX = new BoundingBox(0, 0, 80, 80);

    /** Eyes at x 20 and 60, the nose tip somewhere. */
    private static List<Landmark> nose(double x) {
        return List.of(
                new Landmark(Point.RIGHT_EYE, 20, 30),
                new Landmark(Point.LEFT_EYE, 60, 30),
                new Landmark(Point.NOSE_TIP, x, 50));
    }

    private static double of(double side, double nose, double sharpness) {
        return FaceQuality.of(new BoundingBox(0, 0, side, side), nose(nose), sharpness);
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        "80, 40, 0.05,  60, 40, 0.05, larger",
        "80, 40, 0.05,  80, 40, 0.02, sharper",
        "80, 40, 0.05,  80, 30, 0.05, more frontal",
        "80, 40, 0.05,  80, 52, 0.05, more frontal to the other side",
        "80, 25, 0.05,  80, 10, 0.05, nose between the eyes",
    })
    void should_be_better(
            double side, double nose, double sharpness, double side2, double nose2, double sharpness2, String why) {
        assertThat(of(side, nose, sharpness)).isGreaterThan(of(side2, nose2, sharpness2));
    }

    @Test
    void should_count_no_landmarks_neither_way() {
        assertThat(FaceQuality.of(BOX, List.of(), 0.05)).isBetween(of(80, 0, 0.05), of(80, 40, 0.05));
    }

    @Test
    void should_be_no_better_than_of_a_face_that_looks_straight_into_the_camera() {
        assertThat(FaceQuality.atBest(BOX, 0.05)).isEqualTo(of(80, 40, 0.05));
    }

    @Test
    void should_not_mind_a_tilted_head() {
        List<Landmark> tilted = List.of(
                new Landmark(Point.RIGHT_EYE, 20, 20),
                new Landmark(Point.LEFT_EYE, 60, 60),
                new Landmark(Point.NOSE_TIP, 30, 50));

        assertThat(FaceQuality.of(BOX, tilted, 0.05)).isCloseTo(of(80, 40, 0.05), within(1e-12));
    }

    @ParameterizedTest(name = "side {0}, nose {1}, sharpness {2}")
    @CsvSource({
        "0, 40, 0.1",
        "80, 40, 0",
        "NaN, 40, 0.1",
        "80, NaN, 0.1",
        "80, 40, NaN",
        "1e9, 40, 1e9",
        "80, 1e300, 4",
        "Infinity, 40, 4",
        "80, 40, Infinity",
    })
    void should_be_between_0_and_1(double side, double nose, double sharpness) {
        assertThat(of(side, nose, sharpness)).isBetween(0.0, 1.0);
    }

    @Test
    void should_take_eyes_in_one_place_for_a_profile() {
        List<Landmark> profile = List.of(
                new Landmark(Point.RIGHT_EYE, 20, 30),
                new Landmark(Point.LEFT_EYE, 20, 30),
                new Landmark(Point.NOSE_TIP, 10, 50));

        assertThat(FaceQuality.of(BOX, profile, 0.05)).isCloseTo(of(80, 0, 0.05), within(1e-12));
    }
}
