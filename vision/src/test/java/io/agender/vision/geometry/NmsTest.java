package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NmsTest {

    private static final Detection BEST = square(0, 0, 0.9);
    private static final Detection SHIFTED = square(2, 0, 0.8); // IoU 0.667 with BEST
    private static final Detection FARTHER = square(4, 0, 0.7); // IoU 0.667 with SHIFTED, 0.429 with BEST
    private static final Detection APART = square(50, 50, 0.6);

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("nothing stays nothing", 0.5, List.of(), List.of()),
                Arguments.of("one stays", 0.5, List.of(BEST), List.of(BEST)),
                Arguments.of("the better of two", 0.5, List.of(SHIFTED, BEST), List.of(BEST)),
                Arguments.of(
                        "one that was dropped drops no other",
                        0.5,
                        List.of(FARTHER, SHIFTED, BEST),
                        List.of(BEST, FARTHER)),
                Arguments.of("faces apart stay, best first", 0.5, List.of(APART, BEST), List.of(BEST, APART)),
                Arguments.of("exactly the limit is not more", 2.0 / 3, List.of(BEST, SHIFTED), List.of(BEST, SHIFTED)),
                Arguments.of("limit 1 keeps copies", 1.0, List.of(BEST, BEST), List.of(BEST, BEST)),
                Arguments.of(
                        "limit 0 keeps what does not touch", 0.0, List.of(BEST, FARTHER, APART), List.of(BEST, APART)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void should_keep_the_best_of_those_that_overlap(
            String remark, double maxOverlap, List<Detection> detections, List<Detection> kept) {
        assertThat(Nms.keep(detections, maxOverlap)).as(remark).isEqualTo(kept);
    }

    @Test
    void should_prefer_the_upper_then_the_left_one_when_scores_are_equal() {
        Detection upper = square(2, 0, 0.5);
        Detection left = square(0, 1, 0.5);
        Detection right = square(1, 1, 0.5);

        assertThat(Nms.keep(List.of(right, left, upper), 0.5)).containsExactly(upper);
        assertThat(Nms.keep(List.of(right, left, upper), 1)).containsExactly(upper, left, right);
    }

    @Test
    void should_not_depend_on_the_order_of_its_input() {
        List<Detection> detections = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            detections.add(square(i % 10 * 4, i / 10 * 4, 0.5 + i % 3 * 0.1));
        }
        List<Detection> expected = Nms.keep(detections, 0.3);
        Random random = new Random(7);

        for (int round = 0; round < 20; round++) {
            Collections.shuffle(detections, random);
            assertThat(Nms.keep(detections, 0.3)).isEqualTo(expected);
        }
    }

    private static Detection square(double x, double y, double score) {
        return new Detection(new BoundingBox(x, y, 10, 10), score, List.of());
    }
}
