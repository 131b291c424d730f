package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertPictures;
import static io.agender.conversion.Answers.assertValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Answers;
import io.agender.conversion.Nhwc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {

    private final Nhwc pictures = Nhwc.sample(2, 3, 2);
    private TfjsFixture model;

    @BeforeEach
    void create(@TempDir Path folder) {
        model = new TfjsFixture(folder)
                .input(2, 3, 2)
                .floats("one", List.of(), 3)
                .floats("perChannel", List.of(2), 2, -5)
                .floats("perColumn", List.of(1, 1, 3, 1), 1, 2, 4)
                .floats("plain", List.of(2, 3, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @ParameterizedTest
    @CsvSource({"AddV2", "Add", "Sub", "Mul", "RealDiv", "BiasAdd"})
    void should_repeat_a_constant_over_the_pictures(String op) {
        model.node(op, "y", List.of("x", "perChannel"), Map.of());

        Nhwc expected = Nhwc.of(2, 2, 3, 2, (n, y, x, c) -> apply(op, pictures.at(n, y, x, c), c == 0 ? 2 : -5));

        assertPictures(model.run("y", pictures), expected);
    }

    @ParameterizedTest
    @CsvSource({"one", "perColumn", "plain"})
    void should_take_constants_of_any_shape_on_the_left(String constant) {
        model.node("Sub", "y", List.of(constant, "x"), Map.of());

        Nhwc expected = Nhwc.of(2, 2, 3, 2, (n, y, x, c) -> {
            double left =
                    switch (constant) {
                        case "one" -> 3;
                        case "perColumn" -> 1 << x;
                        default -> 1 + (y * 3 + x) * 2 + c;
                    };
            return left - pictures.at(n, y, x, c);
        });

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_combine_pictures_that_lie_in_different_orders() {
        // Reshaped twice, the pictures lie as in TensorFlow.
        model.ints("flat", List.of(3), -1, 3, 4).ints("back", List.of(4), -1, 2, 3, 2);
        model.node("Reshape", "flattened", List.of("x", "flat"), Map.of());
        model.node("Reshape", "again", List.of("flattened", "back"), Map.of());
        model.node("Relu", "relu", List.of("x"), Map.of());
        model.node("AddV2", "y", List.of("again", "relu"), Map.of());

        Nhwc expected =
                Nhwc.of(2, 2, 3, 2, (n, y, x, c) -> pictures.at(n, y, x, c) + Math.max(0, pictures.at(n, y, x, c)));

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_combine_single_numbers_of_a_picture() {
        model.ints("flat", List.of(2), -1, 12);
        ints("first", 0, 0, 0, 1, 1, 1);
        model.node("Reshape", "row", List.of("x", "flat"), Map.of());
        model.node(
                "StridedSlice",
                "number",
                List.of("row", "first0", "first1", "first2"),
                Map.of("begin_mask", 1, "end_mask", 1, "shrink_axis_mask", 2));
        model.ints("axis", List.of(), 1);
        model.node("ExpandDims", "column", List.of("number", "axis"), Map.of());
        model.node("Mul", "y", List.of("column", "row"), Map.of());

        float[] expected = new float[24];
        for (int i = 0; i < 24; i++) {
            expected[i] = pictures.values()[i / 12 * 12] * pictures.values()[i];
        }

        assertValues(model.run("y", pictures), expected);
    }

    @Test
    void should_bring_flattened_pictures_into_one_order_before_combining_them() {
        model.ints("row", List.of(2), -1, 12).ints("block", List.of(3), -1, 3, 4);
        model.node("Reshape", "direct", List.of("x", "row"), Map.of());
        model.node("Reshape", "blocks", List.of("x", "block"), Map.of());
        model.node("Reshape", "indirect", List.of("blocks", "row"), Map.of());
        model.node("Mul", "y", List.of("direct", "indirect"), Map.of());

        float[] expected = new float[24];
        for (int i = 0; i < 24; i++) {
            expected[i] = pictures.values()[i] * pictures.values()[i];
        }

        assertValues(model.run("y", pictures), expected);
    }

    @Test
    void should_not_reorder_pictures_in_order_to_combine_them() {
        model.node("Relu", "relu", List.of("x"), Map.of());
        model.node("AddV2", "sum", List.of("x", "relu"), Map.of());
        model.node("Mul", "y", List.of("sum", "perChannel"), Map.of());

        assertThat(Answers.operations(model.convert("y"))).containsExactly("Relu", "Add", "Mul", "Transpose");
    }

    @Test
    void should_refuse_shapes_that_do_not_fit() {
        model.floats("odd", List.of(5), 1, 2, 3, 4, 5).node("Mul", "y", List.of("x", "odd"), Map.of());

        assertThatThrownBy(() -> model.convert("y"))
                .hasMessage("Node y cannot be converted: it combines tensors of shapes [N, 2, 3, 2] and [5].");
    }

    private void ints(String name, int... pairs) {
        for (int i = 0; i < 3; i++) {
            model.ints(name + i, List.of(2), pairs[2 * i], pairs[2 * i + 1]);
        }
    }

    private static double apply(String op, double a, double b) {
        return switch (op) {
            case "Sub" -> a - b;
            case "Mul" -> a * b;
            case "RealDiv" -> a / b;
            default -> a + b;
        };
    }
}
