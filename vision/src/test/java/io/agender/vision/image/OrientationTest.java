package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // m0, m1, m3, m4 of the matrix, mirrored, quarter turns clockwise, what
        "     1,      0,      0,      1, false, 0, as it is",
        "    -1,      0,      0,      1,  true, 0, left to right",
        "    -1,      0,      0,     -1, false, 2, upside down",
        "     1,      0,      0,     -1,  true, 2, top to bottom",
        "     0,      1,      1,      0,  true, 3, about the diagonal",
        "     0,      1,     -1,      0, false, 1, a quarter",
        "     0,     -1,     -1,      0,  true, 1, about the other diagonal",
        "     0,     -1,      1,      0, false, 3, a quarter the other way",
        " 0.999,   0.01,  -0.01,  0.999, false, 0, slightly slanted",
        " 0.017, 0.9998, 0.9998, -0.017,  true, 3, slanted and mirrored",
        "     2,      0,      0,      1, false, 0, made wider",
        "     0,      0,      0,      0, false, 0, nothing to see",
    })
    void should_read_a_display_matrix(
            double m0, double m1, double m3, double m4, boolean mirrored, int turns, String what) {
        int[] matrix = {fixed(m0), fixed(m1), 0, fixed(m3), fixed(m4), 0, 0, 0, 1 << 30};

        assertThat(Orientation.ofDisplayMatrix(matrix)).isEqualTo(new Orientation(mirrored, turns));
    }

    @Test
    void should_know_when_width_and_height_change_places() {
        assertThat(new Orientation(false, 3).swapsSides()).isTrue();
        assertThat(new Orientation(true, 2).swapsSides()).isFalse();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65_536);
    }
}
