package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YuNetHeadTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    private final YuNetHead head = new YuNetHead(
            "yunet",
            new YuNet(
                    new InputSpec(640, 640, Layout.NCHW, ColourOrder.BGR, Stretch.NONE, 0, 1),
                    true,
                    List.of(8, 16, 32),
                    0.3));
    private final Map<String, float[]> outputs = new HashMap<>();

    YuNetHeadTest() {
        for (int stride : new int[] {8, 16, 32}) {
            int cells = WIDTH / stride * (HEIGHT / stride);
            outputs.put("cls_" + stride, new float[cells]);
            outputs.put("obj_" + stride, new float[cells]);
            outputs.put("bbox_" + stride, new float[cells * 4]);
            outputs.put("kps_" + stride, new float[cells * 10]);
        }
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        " 8,  0, 0,    0,     0,     0, first cell of the finest grid",
        " 8, 11, 0,    0,    88,     0, last column of its first row",
        " 8, 12, 0,    0,     0,     8, rows are as long as the input is wide",
        "16,  7, 0,    0,    16,    16, six columns at stride 16",
        "32,  5, 0,    0,    64,    32, last cell of the coarsest grid",
        "16,  7, 0.5, -0.25, 24,    12, offsets are in cells"
    })
    void should_place_the_box_around_the_point_that_the_cell_names(
            int stride, int cell, float dx, float dy, double centerX, double centerY, String remark) {
        answer(stride, cell, 1, 1, dx, dy, (float) Math.log(20.0 / stride), (float) Math.log(30.0 / stride));

        assertThat(decode(0.5)).singleElement().satisfies(face -> {
            BoundingBox box = face.box();
            assertThat(box.x() + box.width() / 2).as(remark).isCloseTo(centerX, within(1e-4));
            assertThat(box.y() + box.height() / 2).as(remark).isCloseTo(centerY, within(1e-4));
            assertThat(box.width()).isCloseTo(20, within(1e-4));
            assertThat(box.height()).isCloseTo(30, within(1e-4));
        });
    }

    @Test
    void should_name_the_points_in_the_networks_order() {
        answer(16, 8, 1, 1, 0, 0, 0, 0); // column 2, row 1
        for (int number = 0; number < 10; number++) {
            outputs.get("kps_16")[80 + number] = number * 0.125f;
        }

        assertThat(decode(0.5).get(0).landmarks())
                .containsExactly(
                        new Landmark(Point.RIGHT_EYE, 32, 18),
                        new Landmark(Point.LEFT_EYE, 36, 22),
                        new Landmark(Point.NOSE_TIP, 40, 26),
                        new Landmark(Point.RIGHT_MOUTH_CORNER, 44, 30),
                        new Landmark(Point.LEFT_MOUTH_CORNER, 48, 34));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "0.81, 1, 0.9", "0.9, 0.4, 0.6", "1.5, 0.25, 0.5", "-0.5, 1, 0"})
    void should_take_the_geometric_mean_of_both_probabilities_for_the_score(float cls, float obj, double score) {
        answer(8, 3, cls, obj, 0, 0, 0, 0);

        assertThat(decode(0).stream().mapToDouble(Detection::score).max().orElseThrow())
                .isCloseTo(score, within(1e-6));
    }

    @Test
    void should_keep_scores_from_the_minimum_on() {
        answer(8, 3, 0.64f, 1, 0, 0, 0, 0);
        answer(8, 4, 0.63f, 1, 0, 0, 0, 0);

        assertThat(decode(0.7999)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cls_8", "obj_32", "bbox_16", "kps_16"})
    void should_refuse_what_is_not_finite(String output) {
        answer(16, 0, 1, 1, 0, 0, 0, 0);
        outputs.get(output)[0] = Float.NaN;

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.5))
                .withMessageContaining("yunet answered with a number that is not finite");
    }

    @Test
    void should_give_a_finite_box_for_any_finite_answer() {
        answer(16, 0, 1, 1, 0, 0, 1e30f, -1e30f);

        assertThat(decode(0.5)).singleElement().satisfies(face -> {
            BoundingBox box = face.box();
            assertThat(List.of(box.x(), box.y(), box.width(), box.height()))
                    .allSatisfy(number -> assertThat(number).isFinite());
        });
    }

    @Test
    void should_refuse_another_number_of_cells_than_the_input_has() {
        outputs.put("cls_16", new float[9]);

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.5))
                .withMessageContaining("yunet gave 9 scores at stride 16 where its input has 24 cells");
    }

    private void answer(int stride, int cell, float cls, float obj, float dx, float dy, float width, float height) {
        outputs.get("cls_" + stride)[cell] = cls;
        outputs.get("obj_" + stride)[cell] = obj;
        float[] box = {dx, dy, width, height};
        System.arraycopy(box, 0, outputs.get("bbox_" + stride), cell * 4, 4);
    }

    private List<Detection> decode(double minScore) {
        return head.decode(outputs, WIDTH, HEIGHT, minScore);
    }
}
