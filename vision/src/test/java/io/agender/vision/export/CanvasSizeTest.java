package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanvasSizeTest {

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({
        "640, 360, 640, 360",
        "641, 361, 642, 362",
        "400, 225, 400, 226",
        "8, 3, 16, 16",
        "3840, 2160, 3840, 2160",
        "7680, 4320, 3840, 2160",
        "3000, 4000, 2160, 2880",
        "10000, 10, 3840, 16",
    })
    void should_be_even_and_within_the_encoder(int width, int height, int wide, int high) {
        assertThat(CanvasSize.of(width, height)).isEqualTo(new CanvasSize(wide, high));
    }

    @ParameterizedTest(name = "{0} x {1} on 400 x 200")
    @CsvSource({
        "400, 200,   0,  0, 400, 200",
        "399, 199,   0,  0, 399, 199",
        "800, 400,   0,  0, 400, 200",
        "100, 100, 100,  0, 200, 200",
        "400, 100,   0, 50, 400, 100",
        "200, 100,   0,  0, 400, 200",
    })
    void should_place_a_frame_in_the_middle_keeping_its_shape(int width, int height, int x, int y, int wide, int high) {
        assertThat(new CanvasSize(400, 200).place(width, height)).isEqualTo(new CanvasSize.Placement(x, y, wide, high));
    }
}
