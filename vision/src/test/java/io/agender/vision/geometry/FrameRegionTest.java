package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRegionTest {

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        "'0,0,1,1',             640, 360,   0,   0, 640, 360, 'everything'",
        "'0, 0.25, 1, 0.5',     640, 360,   0,  90, 640, 180, 'a band'",
        "'0.7,0.1,0.3,0.2',     100, 100,  70,  10,  30,  20, 'rounding does not reach over the edge'",
        "'0.335,0.335,0.33,0.33', 10, 10,   3,   3,   4,   4, 'a pixel that is touched is in it'",
        "'0.999,0.999,0.001,0.001', 10, 10, 9,   9,   1,   1, 'at least a pixel'",
    })
    void should_be_the_pixels_that_it_touches(
            String text, int width, int height, int x, int y, int columns, int rows, String remark) {
        assertThat(FrameRegion.parse(text).in(width, height)).isEqualTo(new PixelRect(x, y, columns, rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0,0,1", "0,0,1,1,1", "a,b,c,d", "0,0,0,1", "-0.1,0,1,1", "0.5,0,0.6,1", "0,0,NaN,1"})
    void should_refuse_what_does_not_lie_in_a_frame(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameRegion.parse(text));
    }
}
