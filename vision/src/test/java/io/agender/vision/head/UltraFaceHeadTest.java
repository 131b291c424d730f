package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UltraFaceHeadTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private static UltraFaceHead head(int anchors) {
        return new UltraFaceHead(
                "ultraface",
                new UltraFace(
                        new InputSpec(
                                WIDTH,
                                HEIGHT,
                                Layout.NCHW,
                                ColourOrder.RGB,
                                Stretch.NONE,
                                List.of(127f, 127f, 127f),
                                1),
                        anchors,
                        "scores",
                        "boxes",
                        0.3));
    }

    @Test
    void should_read_the_edges_as_fractions_of_the_input() {
        float[] scores = {0.9f, 0.1f, 0.2f, 0.8f};
        float[] boxes = {0, 0, 0.1f, 0.1f, 0.25f, 0.5f, 0.5f, 0.75f};

        assertThat(decode(scores, boxes, 0.7)).singleElement().satisfies(face -> {
            BoundingBox box = face.box();
            assertThat(box.x()).isCloseTo(80, within(1e-4));
            assertThat(box.y()).isCloseTo(120, within(1e-4));
            assertThat(box.width()).isCloseTo(80, within(1e-4));
            assertThat(box.height()).isCloseTo(60, within(1e-4));
            assertThat(face.score()).isCloseTo(0.8, within(1e-6));
            assertThat(face.landmarks()).isEmpty();
        });
    }

    @Test
    void should_leave_out_a_box_without_an_area() {
        assertThat(decode(new float[] {0, 1}, new float[] {0.5f, 0.5f, 0.5f, 0.6f}, 0.7))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void should_refuse_numbers_that_are_not_finite(float number) {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(new float[] {0, 1}, new float[] {0, 0, number, 1}, 0.7));
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(new float[] {0, number}, new float[] {0, 0, 1, 1}, 0.7));
    }

    @Test
    void should_refuse_scores_and_boxes_that_do_not_belong_together() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(new float[] {0, 1, 0, 1}, new float[] {0, 0, 1, 1}, 0.7))
                .withMessageContaining("2 scores and 1 boxes");
    }

    private List<Detection> decode(float[] scores, float[] boxes, double minScore) {
        return head(scores.length / 2).decode(Map.of("scores", scores, "boxes", boxes), WIDTH, HEIGHT, minScore);
    }
}
