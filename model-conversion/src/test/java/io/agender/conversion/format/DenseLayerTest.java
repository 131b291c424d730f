package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Answers;
import io.agender.conversion.Nhwc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are flattened and multiplied with weights: the place where a wrong order of numbers would hide. */
class DenseLayerTest {

    private static final int SIZE = 3 * 2 * 4;

    private final Nhwc pictures = Nhwc.sample(3, 2, 4);
    private final double[] weights =
            IntStream.range(0, SIZE * 2).mapToDouble(i -> (float) Math.cos(i)).toArray();
    private TfjsFixture model;

    @BeforeEach
    void create(@TempDir Path folder) {
        model = new TfjsFixture(folder)
                .input(3, 2, 4)
                .ints("flat", List.of(2), -1, SIZE)
                .floats("w", List.of(SIZE, 2), weights)
                .floats("b", List.of(2), 0.25, -0.5)
                .node("Reshape", "row", List.of("x", "flat"), Map.of());
    }

    @Test
    void should_multiply_flattened_pictures_without_moving_them() {
        model.node("_FusedMatMul", "y", List.of("row", "w", "b"), Map.of("fused_ops", List.of("BiasAdd", "Relu")));

        assertValues(model.run("y", pictures), product(true));
        assertThat(Answers.operations(model.convert("y"))).containsExactly("Reshape", "Gemm", "Relu");
    }

    @Test
    void should_take_transposed_weights() {
        double[] transposed = IntStream.range(0, SIZE * 2)
                .mapToDouble(i -> weights[i % SIZE * 2 + i / SIZE])
                .toArray();
        model.floats("t", List.of(2, SIZE), transposed);
        model.node(
                "_FusedMatMul",
                "y",
                List.of("row", "t", "b"),
                Map.of("transpose_b", true, "fused_ops", List.of("BiasAdd")));

        assertValues(model.run("y", pictures), product(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared", "weighted", "scaled"})
    void should_calculate_with_flattened_pictures_before_the_product(String row) {
        double[] factors = IntStream.range(0, SIZE).mapToDouble(i -> i * 0.5).toArray();
        model.floats("factors", List.of(SIZE), factors).floats("two", List.of(), 2);
        model.node("Mul", "squared", List.of("row", "row"), Map.of());
        model.node("Mul", "weighted", List.of("factors", "row"), Map.of());
        model.node("Mul", "scaled", List.of("row", "two"), Map.of());
        model.node("MatMul", "y", List.of(row, "w"), Map.of());

        float[] expected = new float[4];
        for (int i = 0; i < 2 * SIZE; i++) {
            double value = pictures.values()[i];
            double changed =
                    switch (row) {
                        case "squared" -> value * value;
                        case "weighted" -> value * factors[i % SIZE];
                        default -> 2 * value;
                    };
            expected[i / SIZE * 2] += (float) (changed * weights[i % SIZE * 2]);
            expected[i / SIZE * 2 + 1] += (float) (changed * weights[i % SIZE * 2 + 1]);
        }

        assertValues(model.run("y", pictures), expected);
        assertThat(Answers.operations(model.convert("y"))).doesNotContain("Transpose");
    }

    @Test
    void should_bring_flattened_pictures_into_order_when_they_are_answered() {
        assertValues(model.run("row", pictures), pictures.values());
    }

    @Test
    void should_refuse_weights_of_another_size() {
        model.floats("small", List.of(2, 1), 1, 2);
        model.node("MatMul", "y", List.of("row", "small"), Map.of());

        assertThatThrownBy(() -> model.convert("y"))
                .hasMessage("Node y cannot be converted: it has weights of shape [2, 1] for numbers of shape [N, 24].");
    }

    private float[] product(boolean relu) {
        double[] bias = {0.25, -0.5};
        float[] result = new float[4];
        for (int n = 0; n < 2; n++) {
            for (int o = 0; o < 2; o++) {
                double sum = bias[o];
                for (int i = 0; i < SIZE; i++) {
                    sum += pictures.values()[n * SIZE + i] * weights[i * 2 + o];
                }
                result[n * 2 + o] = (float) (relu ? Math.max(0, sum) : sum);
            }
        }
        return result;
    }
}
