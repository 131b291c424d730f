package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookMergeTest {

    /** The whole of a frame of 300 x 100 pixels at half its size, and two tiles of 200 x 100 at full size. */
    private static final LookPlan PLAN = new LookPlan(
            300,
            100,
            List.of(
                    new Look(new PixelRect(0, 0, 300, 100), 0.5),
                    new Look(new PixelRect(0, 0, 200, 100), 1),
                    new Look(new PixelRect(100, 0, 200, 100), 1)),
            1);

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        // look, x, y, side, kept
        "1,  10, 10, 40, true,  'inside of a tile'",
        "1, 159, 10, 40, false, 'at the right edge, where the frame goes on'",
        "1, 190, 10, 40, false, 'over the right edge'",
        "2,   1, 10, 40, false, 'at the left edge, where the frame goes on'",
        "2,   2, 10, 40, true,  'two pixels of the input away from it'",
        "1,  -5, 10, 40, true,  'over the edge of the frame: there is nothing beyond'",
        "2, 170, 10, 40, true,  'over the right edge of the frame'",
        "1,  10, -3, 40, true,  'over the upper edge of the frame'",
        "1,  10, 80, 40, true,  'over the lower edge of the frame'",
        "0, -20, 10, 90, true,  'the whole frame cuts nothing'",
    })
    void should_drop_a_box_that_a_tile_cuts(int look, double x, double y, double side, boolean kept, String remark) {
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(look, List.of(face(x, y, side, 0.9)));

        assertThat(merge.faces()).as(remark).hasSize(kept ? 1 : 0);
    }

    @Test
    void should_put_boxes_and_landmarks_of_a_tile_where_they_are_in_the_frame_and_keep_what_is_known_of_the_head() {
        Optional<HeadPose> pose = Optional.of(new HeadPose(10, 20, 30));
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(
                2,
                List.of(new Detection(
                        new BoundingBox(20, 10, 40, 30), 0.8, List.of(new Landmark(Point.NOSE_TIP, 40, 25)), pose)));

        assertThat(merge.faces())
                .containsExactly(new Detection(
                        new BoundingBox(120, 10, 40, 30), 0.8, List.of(new Landmark(Point.NOSE_TIP, 140, 25)), pose));
    }

    @Test
    void should_count_a_face_once_that_several_looks_see_by_its_best_box() {
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(0, List.of(face(118, 12, 44, 0.6)));
        merge.add(1, List.of(face(120, 10, 40, 0.7)));
        merge.add(2, List.of(face(21, 10, 40, 0.9)));

        assertThat(merge.faces()).containsExactly(face(121, 10, 40, 0.9));
    }

    @Test
    void should_drop_what_looks_like_a_face_within_one() {
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(0, List.of(face(110, 5, 90, 0.9)));
        merge.add(1, List.of(face(130, 20, 20, 0.6)));

        assertThat(merge.faces()).containsExactly(face(110, 5, 90, 0.9));
    }

    @Test
    void should_keep_a_small_face_before_a_large_one_where_one_look_has_told_them_apart() {
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(1, List.of(face(60, 5, 90, 0.9), face(80, 20, 20, 0.6)));

        assertThat(merge.faces()).hasSize(2);
    }

    @Test
    void should_keep_neighbours_apart() {
        LookMerge merge = new LookMerge(PLAN, 0.3);
        merge.add(1, List.of(face(110, 10, 30, 0.9)));
        merge.add(2, List.of(face(35, 10, 30, 0.8)));

        assertThat(merge.faces()).hasSize(2);
    }

    @Test
    void should_give_the_same_faces_whatever_the_order_of_equal_scores() {
        LookMerge one = new LookMerge(PLAN, 0.3);
        LookMerge other = new LookMerge(PLAN, 0.3);
        List<Detection> faces = IntStream.range(0, 5)
                .mapToObj(i -> face(10 + 30 * i, 10, 25, 0.8))
                .toList();
        one.add(1, faces);
        other.add(1, IntStream.range(0, 5).mapToObj(i -> faces.get(4 - i)).toList());

        assertThat(one.faces()).isEqualTo(other.faces()).hasSize(5);
    }

    private static Detection face(double x, double y, double side, double score) {
        return new Detection(new BoundingBox(x, y, side, side), score, List.of());
    }
}
