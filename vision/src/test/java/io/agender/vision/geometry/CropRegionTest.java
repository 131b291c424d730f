package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.vision.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropRegionTest {

    @ParameterizedTest(name = "{12}")
    @CsvSource({
        // box, dx, dy, scaleX, scaleY, margin, region
        "100, 100, 80,  80, 0,    0,   1, 1,   0,   100, 100,  80, the box itself",
        "100, 100, 80,  80, 0,    0,   1, 1,   0.4,  68,  68, 144, a margin on each side",
        "100, 100, 80,  40, 0,    0,   1, 1,   0,   100,  80,  80, a wide box grows above and below",
        "100, 100, 40,  80, 0,    0,   1, 1,   0,    80, 100,  80, a tall box grows left and right",
        "100, 100, 80,  80, 0, -0.25,  1, 1,   0,   100,  80,  80, the centre moves up by a quarter of the height",
        "100, 100, 80,  40, 0.5,  0.5, 1, 1,   0,   140, 100,  80, shifts are in the box's own width and height",
        "100, 100, 80,  80, 0,    0,   1, 1.5, 0,    80,  80, 120, the longer side after scaling decides",
        "-30, -30, 80,  80, 0,    0,   1, 1,   0,   -30, -30,  80, over the border",
        "  0,   0, 0.1, 0.1, 0,   0,   1, 1,   0,     0,   0,   1, never less than one pixel",
        "  0,   0,  9,   9, 0,    0,   1, 1,   0.1,  -1,  -1,  11, whole pixels"
    })
    void should_be_a_square_around_the_canonical_face_box(
            double x,
            double y,
            double width,
            double height,
            double dx,
            double dy,
            double scaleX,
            double scaleY,
            double margin,
            int left,
            int top,
            int side,
            String remark) {
        CropRegion region = CropRegion.around(
                new BoundingBox(x, y, width, height), new BoxTransform(dx, dy, scaleX, scaleY), margin);

        assertThat(region).as(remark).isEqualTo(new CropRegion(left, top, side));
        assertThat(region.right()).isEqualTo(left + side);
        assertThat(region.bottom()).isEqualTo(top + side);
    }

    @Test
    void should_stay_within_the_range_of_an_int_for_an_absurd_box() {
        CropRegion region =
                CropRegion.around(new BoundingBox(1e12, -1e12, 1e12, 1e12), new BoxTransform(0, 0, 1, 1), 0.4);

        assertThat(region.right()).isGreaterThan(region.x());
        assertThat(region.bottom()).isGreaterThan(region.y());
    }

    @Test
    void should_refuse_a_side_that_is_not_positive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CropRegion(0, 0, 0));
    }
}
