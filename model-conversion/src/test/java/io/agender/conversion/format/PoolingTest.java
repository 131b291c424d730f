package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertPictures;

import io.agender.conversion.Nhwc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // operation, padding, picture, window, stride, pixels before, size of the answer
        "MaxPool, VALID, 7, 2, 2, 0, 3",
        "MaxPool, SAME, 7, 2, 2, 0, 4",
        "MaxPool, SAME, 6, 3, 2, 0, 3",
        "MaxPool, SAME, 7, 3, 2, 1, 4",
        "AvgPool, VALID, 8, 4, 4, 0, 2",
        "AvgPool, SAME, 6, 3, 2, 0, 3", // the mean is of the pixels inside the picture only
        "AvgPool, SAME, 5, 3, 1, 1, 5",
    })
    void should_pool_what_is_inside_the_picture(
            String op, String padding, int size, int window, int stride, int before, int answer) {
        // All below 0, so that a largest value taken from the padding would show.
        Nhwc pictures = Nhwc.of(2, size, size, 3, (n, y, x, c) -> -1 - n - y * 0.7 - (x * 5 % 7) * 1.3 - c * 0.1);
        TfjsFixture model = new TfjsFixture(folder).input(size, size, 3);
        model.node(
                op,
                "y",
                List.of("x"),
                Map.of(
                        "ksize", List.of(1, window, window, 1),
                        "strides", List.of(1, stride, stride, 1),
                        "padding", padding));

        Nhwc expected = Nhwc.of(2, answer, answer, 3, (n, y, x, c) -> {
            double largest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int inside = 0;
            for (int i = 0; i < window * window; i++) {
                int row = y * stride - before + i / window;
                int column = x * stride - before + i % window;
                if (pictures.inside(row, column)) {
                    largest = Math.max(largest, pictures.at(n, row, column, c));
                    sum += pictures.at(n, row, column, c);
                    inside++;
                }
            }
            return op.equals("MaxPool") ? largest : sum / inside;
        });

        assertPictures(model.run("y", pictures), expected);
    }
}
