package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.conversion.Answers;
import io.agender.conversion.Nhwc;
import io.agender.conversion.OnnxNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {

    private final Nhwc pictures = Nhwc.of(2, 2, 3, 2, (n, y, x, c) -> n * 100 + y * 10 + x + c * 0.5);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} of axes {1}, keep {2}")
    @CsvSource({
        "Max,  1 2, false, 2 2,     12 12.5 112 112.5",
        "Max,  1 2, true,  2 1 1 2, 12 12.5 112 112.5",
        "Mean, 1 2, false, 2 2,     6 6.5 106 106.5",
        "Mean, -3 -2, false, 2 2,   6 6.5 106 106.5",
        "Max,  3,   false, 2 2 3,   0.5 1.5 2.5 10.5 11.5 12.5 100.5 101.5 102.5 110.5 111.5 112.5",
        "Mean, 1 2 3, false, 2,     6.25 106.25",
    })
    void should_reduce_axes_as_tensorflow_counts_them(
            String op, String axes, boolean keep, String shape, String expected) {
        int[] numbers =
                List.of(axes.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
        TfjsFixture model = new TfjsFixture(folder).input(2, 3, 2).ints("axes", List.of(numbers.length), numbers);

        OnnxNetwork.Answer answer = model.node(op, "y", List.of("x", "axes"), Map.of("keep_dims", keep))
                .run("y", pictures);

        assertThat(answer.shape()).containsExactly(longs(shape));
        assertValues(answer, floats(expected));
    }

    @Test
    void should_not_move_pictures_to_reduce_their_rows_and_columns() {
        TfjsFixture model = new TfjsFixture(folder).input(2, 3, 2).ints("axes", List.of(2), 1, 2);
        model.node("Mean", "y", List.of("x", "axes"), Map.of());

        assertThat(Answers.operations(model.convert("y"))).containsExactly("ReduceMean");
    }

    @Test
    void should_refuse_to_mix_the_pictures_of_a_batch() {
        TfjsFixture model = new TfjsFixture(folder).input(2, 3, 2).ints("axes", List.of(2), 0, 1);
        model.node("Max", "y", List.of("x", "axes"), Map.of());

        assertThatThrownBy(() -> model.convert("y")).hasMessage("Node y cannot be converted: it reduces the batch.");
    }

    @Test
    void should_make_probabilities_along_the_last_axis() {
        TfjsFixture model = new TfjsFixture(folder).input(2, 3, 2).node("Softmax", "y", List.of("x"), Map.of());

        OnnxNetwork.Answer answer = model.run("y", pictures);

        assertThat(answer.shape()).containsExactly(2, 2, 3, 2);
        for (int i = 0; i < answer.values().length; i += 2) {
            assertThat(answer.values()[i]).isCloseTo(0.377541f, within(1e-5f));
            assertThat(answer.values()[i + 1]).isCloseTo(0.622459f, within(1e-5f));
        }
    }

    @Test
    void should_keep_values_between_two_limits() {
        TfjsFixture model = new TfjsFixture(folder).input(2, 3, 2);
        model.floats("six", List.of(), 6).floats("two", List.of(), 2);
        model.node("Minimum", "low", List.of("x", "six"), Map.of());
        model.node("Maximum", "y", List.of("low", "two"), Map.of());

        Nhwc expected = Nhwc.of(2, 2, 3, 2, (n, y, x, c) -> Math.max(2, Math.min(6, n * 100 + y * 10 + x + c * 0.5)));

        Answers.assertPictures(model.run("y", pictures), expected);
    }

    private static long[] longs(String text) {
        return List.of(text.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    }

    private static float[] floats(String text) {
        String[] numbers = text.split(" ");
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }
}
