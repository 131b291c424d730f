package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.BoundingBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures worked out by hand from the original program's text. */
class SeedRulesTest {

    private static final SeedRules RULES = new SeedRules(480 * 340, 0.10);

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({
        "400, 225, 538, 302",
        "480, 270, 538, 302",
        "480, 340, 480, 340",
        "1920, 1080, 538, 302",
        "1, 9000, 4, 38324"
    })
    void should_scale_the_frame_to_the_small_frames_area(int width, int height, int smallWidth, int smallHeight) {
        assertThat(RULES.smallFrame(width, height))
                .isEqualTo(new Letterbox(width, height, smallWidth, smallHeight, 0, 0, smallWidth, smallHeight));
    }

    @ParameterizedTest(name = "{8}")
    @CsvSource({
        // detected, padded
        "200,  80, 90, 90, 191,  71, 108, 108, nine pixels on each side",
        "200,  80, 94, 95, 191,  70, 112, 115, '9.4 is cut to 9, 9.5 is rounded up'",
        "  5,   4, 90, 90,   0,   0, 104, 103, cut at the left and at the top",
        "450, 215, 90, 90, 441, 206,  96,  95, the last pixels are 537 and 301",
        "20.9, 8.9, 50.05, 50.5, 15, 3, 60, 61, digits are cut before widening"
    })
    void should_widen_a_box_in_whole_pixels(
            double x, double y, double width, double height, int left, int top, int wide, int high, String remark) {
        assertThat(RULES.padded(new BoundingBox(x, y, width, height), RULES.smallFrame(400, 225)))
                .as(remark)
                .isEqualTo(new BoundingBox(left, top, wide, high));
    }

    @ParameterizedTest(name = "{8}")
    @CsvSource({
        // box in the frame, patch
        "10.4, 20.6, 30, 40, 10, 21,  31,  41, the last pixel is part of it",
        "  -3,   -2, 30, 40,  0,  0,  28,  39, cut at the border",
        " 380,  200, 40, 40, 380, 200, 19, 24, the frame's last column and row are left out",
        " 399,  224, 40, 40, 399, 224,  1,  1, never empty",
        " 900,  900, 40, 40, 399, 224,  1,  1, not even outside the frame"
    })
    void should_cut_whole_pixels_out_of_the_frame(
            double x, double y, double width, double height, int left, int top, int wide, int high, String remark) {
        assertThat(SeedRules.patch(new BoundingBox(x, y, width, height), 400, 225))
                .as(remark)
                .isEqualTo(new PixelRect(left, top, wide, high));
    }
}
