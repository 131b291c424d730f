package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MosaicTest {

    @ParameterizedTest
    @CsvSource({"40, 24", "80, 45", "60, 34", "240, 135", "480, 270", "41, 25", "8, 5", "1, 1"})
    void should_be_as_bright_everywhere_as_a_plain_picture_of_any_size(int width, int height) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) 200);

        Mosaic mosaic = Mosaic.of(pixels, width, height);

        for (int tile = 0; tile < Mosaic.COLUMNS * Mosaic.ROWS; tile++) {
            assertThat(mosaic.tile(tile)).isEqualTo(200);
        }
    }

    @Test
    void should_have_in_each_tile_the_mean_of_what_it_covers() {
        byte[] pixels = new byte[80 * 48];
        pixels[2 * 80 + 4] = (byte) 255;
        pixels[3 * 80 + 5] = (byte) 255;

        Mosaic mosaic = Mosaic.of(pixels, 80, 48);

        assertThat(mosaic.tile(Mosaic.COLUMNS + 2)).isEqualTo(128);
        assertThat(mosaic.tile(Mosaic.COLUMNS + 3)).isZero();
    }

    @Test
    void should_equal_one_of_the_same_tiles() {
        assertThat(new Mosaic(new byte[960]))
                .isEqualTo(new Mosaic(new byte[960]))
                .hasSameHashCodeAs(new Mosaic(new byte[960]));
        assertThat(new Mosaic(new byte[960])).isNotEqualTo(Mosaic.of(new byte[] {1}, 1, 1));
    }

    @Test
    void should_refuse_another_number_of_tiles() {
        assertThatThrownBy(() -> new Mosaic(new byte[961])).hasMessageContaining("40 x 24");
    }
}
