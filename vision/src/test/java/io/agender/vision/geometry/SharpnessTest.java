package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.FaceCrop;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class SharpnessTest {

    private static final int SIZE = 64;

    @Test
    void should_be_zero_for_one_colour() {
        assertThat(Sharpness.of(grey((x, y) -> 90))).isZero();
    }

    @Test
    void should_fall_when_the_same_stripes_are_soft() {
        double hard = Sharpness.of(grey((x, y) -> x / 8 % 2 == 0 ? 40 : 200));
        double soft = Sharpness.of(grey((x, y) -> (int) Math.round(120 + 80 * Math.sin(x * Math.PI / 8))));

        assertThat(hard).isGreaterThan(1.5 * soft);
    }

    @Test
    void should_not_depend_on_the_light() {
        IntBinaryOperator waves = (x, y) -> (int) Math.round(60 * Math.sin(x / 3.0) * Math.sin(y / 5.0));
        double dark = Sharpness.of(grey((x, y) -> 62 + waves.applyAsInt(x, y)));
        double bright = Sharpness.of(grey((x, y) -> 180 + waves.applyAsInt(x, y)));

        assertThat(bright).isCloseTo(dark, within(1e-6));
    }

    @Test
    void should_be_four_at_most_for_noise() {
        Random random = new Random(7);
        assertThat(Sharpness.of(grey((x, y) -> random.nextInt(256)))).isBetween(3.5, 4.5);
    }

    private static FaceCrop grey(IntBinaryOperator value) {
        byte[] pixels = new byte[SIZE * SIZE * FaceCrop.CHANNELS];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                byte level = (byte) value.applyAsInt(x, y);
                int at = (y * SIZE + x) * FaceCrop.CHANNELS;
                pixels[at] = level;
                pixels[at + 1] = level;
                pixels[at + 2] = level;
            }
        }
        return new FaceCrop(SIZE, SIZE, pixels);
    }
}
