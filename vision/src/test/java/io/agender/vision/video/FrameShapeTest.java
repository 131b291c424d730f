package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.image.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameShapeTest {

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        // decoded width, height, pixel aspect, quarter turns, limit, delivered width, height, what
        " 640,  360, 0,      0,   0,  640,  360, as it is",
        " 640,  360, 1,      0, 640,  640,  360, exactly as wide as the limit",
        "1920, 1080, 1,      0, 640,  640,  360, scaled down",
        "  33,   17, 0,      0,  16,   16,    8, odd sizes stay as they come out",
        " 640,  360, 1,      0, 800,  640,  360, never scaled up",
        "1920, 1080, 1,      1,   0, 1080, 1920, a phone held upright",
        "1920, 1080, 1,      3,   0, 1080, 1920, a phone held upright the other way",
        "1920, 1080, 1,      2, 960,  960,  540, upside down",
        "1920, 1080, 1,      1, 540,  540,  960, the limit is for the upright width",
        " 720,  576, 1.0667, 0,   0,  768,  576, oblong pixels made square",
        " 720,  576, 1.0667, 0, 384,  384,  288, oblong pixels and a limit",
        " 160,   96, 62465,  0,   0,  160,   96, pixels of a length that is damage",
        " 160,   96, 0.0001, 0,   0,  160,   96, pixels of a height that is damage",
        "4000,    1, 1,      0,  10,   10,    1, nothing vanishes",
    })
    void should_deliver_square_pixels_upright_and_within_the_limit(
            int width, int height, double aspect, int quarterTurns, int limit, int wide, int high, String what) {
        FrameShape shape = FrameShape.of(width, height, aspect, new Orientation(false, quarterTurns), limit);

        assertThat(shape.width()).isEqualTo(wide);
        assertThat(shape.height()).isEqualTo(high);
    }
}
