package io.agender.vision.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "1 3 192 192,  1 3 192 192,  true,  the same",
        "-1 3 192 192, 1 3 192 192,  true,  a free batch takes one",
        "-1 -1 -1 -1,  1 3 192 192,  true,  all free",
        "-1 3 64 64,   -1 3 64 64,   true,  free as expected",
        "1 3 64 64,    -1 3 64 64,   false, a batch of one does not take more",
        "1 192 192 3,  1 3 192 192,  false, another layout",
        "1 3 192,      1 3 192 192,  false, too few dimensions",
        "-1,           -1 1,         true,  a missing dimension counts as 1",
        "-1 1 1,       -1 1,         true,  a surplus dimension of 1",
        "-1 2,         -1 1,         false, two numbers for each face"
    })
    void should_tell_whether_a_network_takes_or_gives_what_is_expected(
            String declared, String expected, boolean fits, String remark) {
        assertThat(Shapes.fit(shape(declared), shape(expected))).as(remark).isEqualTo(fits);
    }

    @Test
    void should_write_a_free_size_as_a_letter() {
        assertThat(Shapes.text(new long[] {-1, 3, 64, 64})).isEqualTo("[N x 3 x 64 x 64]");
    }

    private static long[] shape(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
