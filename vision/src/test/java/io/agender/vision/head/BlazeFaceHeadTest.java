package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BlazeFaceGrids;
import io.agender.models.DetectorSpec.Grid;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlazeFaceHeadTest {

    private static final int GRID = 48;
    private static final int ANCHORS = GRID * GRID;
    private static final float NO = -20;

    private final BlazeFaceHead head = new BlazeFaceHead(
            "blazeface",
            new BlazeFace(
                    new InputSpec(192, 192, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 127.5f, 1 / 127.5f),
                    GRID,
                    "boxes",
                    "scores",
                    0.3));
    private final float[] boxes = new float[ANCHORS * 16];
    private final float[] logits = new float[ANCHORS];

    @BeforeEach
    void nothingIsAFace() {
        Arrays.fill(logits, NO);
    }

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "   0,   2,   2, 0, 0, first anchor",
        "   1,   6,   2, 0, 0, anchors go along the row first",
        "  48,   2,   6, 0, 0, then down",
        "2303, 190, 190, 0, 0, last anchor",
        "1176,  98,  98, 5, -3, offsets are in pixels of the input"
    })
    void should_place_the_box_around_the_anchors_centre(
            int anchor, double anchorX, double anchorY, float dx, float dy, String remark) {
        answer(anchor, 3, dx, dy, 20, 30);

        assertThat(decode(0.5)).singleElement().satisfies(face -> assertThat(face.box())
                .as(remark)
                .isEqualTo(new BoundingBox(anchorX + dx - 10, anchorY + dy - 15, 20, 30)));
    }

    @ParameterizedTest(name = "{0}, anchor {1}")
    @CsvSource({
        "16,   0,   8,   8",
        "16,   1,   8,   8", // the second of the first cell
        "16,   2,  24,   8",
        "16,  33,   8,  24",
        " 8,   5,  16,  16", // the sixth of the first cell
        " 8,   6,  48,  16",
        " 8,  48,  16,  48",
        " 8, 383, 240, 240"
    })
    void should_find_the_cell_of_an_anchor_in_grids_of_several_anchors(
            int grid, int anchor, double anchorX, double anchorY) {
        BlazeFaceHead grids = new BlazeFaceHead(
                "grids",
                new BlazeFaceGrids(
                        new InputSpec(256, 256, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 127.5f, 1 / 127.5f),
                        List.of(new Grid(16, 2, "boxes16", "scores16"), new Grid(8, 6, "boxes8", "scores8")),
                        0.3));
        Map<String, float[]> answer = Map.of(
                "boxes16", new float[512 * 16], "scores16", no(512), "boxes8", new float[384 * 16], "scores8", no(384));
        answer.get("scores" + grid)[anchor] = 3;
        System.arraycopy(new float[] {5, -3, 20, 30}, 0, answer.get("boxes" + grid), anchor * 16, 4);

        assertThat(grids.outputs()).isEqualTo(answer.keySet());
        assertThat(grids.decode(answer, 256, 256, 0.5)).singleElement().satisfies(face -> assertThat(face.box())
                .isEqualTo(new BoundingBox(anchorX + 5 - 10, anchorY - 3 - 15, 20, 30)));
    }

    private static float[] no(int anchors) {
        float[] logits = new float[anchors];
        Arrays.fill(logits, NO);
        return logits;
    }

    @Test
    void should_name_the_points_in_the_networks_order() {
        answer(0, 3, 0, 0, 20, 20);
        for (int number = 4; number < 16; number++) {
            boxes[number] = number;
        }

        assertThat(decode(0.5).get(0).landmarks())
                .containsExactly(
                        new Landmark(Point.RIGHT_EYE, 6, 7),
                        new Landmark(Point.LEFT_EYE, 8, 9),
                        new Landmark(Point.NOSE_TIP, 10, 11),
                        new Landmark(Point.MOUTH_CENTER, 12, 13),
                        new Landmark(Point.RIGHT_EAR, 14, 15),
                        new Landmark(Point.LEFT_EAR, 16, 17));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "2, 0.8808", "100, 1", "1000, 1", "Infinity, 1"})
    void should_turn_a_logit_into_a_score(float logit, double score) {
        answer(7, logit, 0, 0, 20, 20);

        assertThat(decode(0.5)).singleElement().satisfies(face -> assertThat(face.score())
                .isCloseTo(score, within(1e-4)));
    }

    @Test
    void should_say_that_the_network_gave_fewer_numbers_than_its_grid_has_cells() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> head.decode(Map.of("boxes", new float[16], "scores", new float[1]), 192, 192, 0.5))
                .withMessageContaining("gave 1 scores where its grid has");
    }

    @Test
    void should_keep_scores_from_the_minimum_on() {
        answer(7, 0, 0, 0, 20, 20);
        answer(9, -0.01f, 0, 0, 20, 20);

        assertThat(decode(0.5)).hasSize(1);
        assertThat(decode(0.49)).hasSize(2);
        assertThat(decode(0)).as("all anchors with an area").hasSize(2);
    }

    @Test
    void should_drop_a_box_without_area() {
        answer(7, 3, 0, 0, 0, 20);
        answer(9, 3, 0, 0, 20, -1);

        assertThat(decode(0.5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 15})
    void should_refuse_a_box_that_is_not_finite(int number) {
        answer(7, 3, 0, 0, 20, 20);
        boxes[7 * 16 + number] = Float.POSITIVE_INFINITY;

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.5))
                .withMessageContaining("blazeface answered with a number that is not finite");
    }

    @Test
    void should_refuse_a_score_that_is_not_a_number() {
        logits[2000] = Float.NaN;

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> decode(0.5))
                .withMessageContaining("not finite");
    }

    private void answer(int anchor, float logit, float dx, float dy, float width, float height) {
        logits[anchor] = logit;
        boxes[anchor * 16] = dx;
        boxes[anchor * 16 + 1] = dy;
        boxes[anchor * 16 + 2] = width;
        boxes[anchor * 16 + 3] = height;
    }

    private List<Detection> decode(double minScore) {
        return head.decode(Map.of("boxes", boxes, "scores", logits), 192, 192, minScore);
    }
}
