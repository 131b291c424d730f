package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameShapeTest {

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        // decoded width, height, pixel aspect, degrees clockwise, limit, delivered width, height, what
        " 640,  360, 0,      0,   0,  640,  360, as it is",
        " 640,  360, 1,      0, 640,  640,  360, exactly as wide as the limit",
        "1920, 1080, 1,      0, 640,  640,  360, scaled down",
        "  33,   17, 0,      0,  16,   16,    8, odd sizes stay as they come out",
        " 640,  360, 1,      0, 800,  640,  360, never scaled up",
        "1920, 1080, 1,     90,   0, 1080, 1920, a phone held upright",
        "1920, 1080, 1,    -90,   0, 1080, 1920, a phone held upright the other way",
        "1920, 1080, 1,    180, 960,  960,  540, upside down",
        "1920, 1080, 1,     90, 540,  540,  960, the limit is for the upright width",
        " 720,  576, 1.0667, 0,   0,  768,  576, oblong pixels made square",
        " 720,  576, 1.0667, 0, 384,  384,  288, oblong pixels and a limit",
        " 160,   96, 62465,  0,   0,  160,   96, pixels of a length that is damage",
        " 160,   96, 0.0001, 0,   0,  160,   96, pixels of a height that is damage",
        "4000,    1, 1,      0,  10,   10,    1, nothing vanishes",
        " 640,  360, 1, 89.999,   0,  360,  640, not quite a quarter",
    })
    void should_deliver_square_pixels_upright_and_within_the_limit(
            int width, int height, double aspect, double clockwise, int limit, int wide, int high, String what) {
        FrameShape shape = FrameShape.of(width, height, aspect, clockwise, limit);

        assertThat(shape.width()).isEqualTo(wide);
        assertThat(shape.height()).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "90, 1", "180, 2", "-180, 2", "270, 3", "-90, 3", "360, 0"})
    void should_count_quarter_turns_clockwise(double clockwise, int turns) {
        assertThat(FrameShape.of(4, 2, 1, clockwise, 0).quarterTurns()).isEqualTo(turns);
    }
}
