package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertPictures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Answers;
import io.agender.conversion.Nhwc;
import io.agender.models.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {

    private static final int IN = 2;
    private static final int OUT = 3;

    private TfjsFixture model;

    @BeforeEach
    void create(@TempDir Path folder) {
        model = new TfjsFixture(folder);
    }

    @ParameterizedTest(name = "{0}x{1} picture, {2}x{2} kernel, stride {3}: {4} pixels before")
    @CsvSource({
        // height, width, kernel, stride, pixels that TensorFlow puts above and to the left
        "5, 5, 3, 1, 1, 1",
        "6, 6, 3, 2, 0, 0", // one pixel is missing, and it goes to the end
        "7, 7, 3, 2, 1, 1",
        "6, 7, 3, 2, 0, 1",
        "4, 5, 2, 1, 0, 0",
        "5, 6, 2, 2, 0, 0",
        "8, 9, 5, 2, 1, 2",
        "7, 8, 3, 3, 1, 0",
        "6, 6, 1, 2, 0, 0",
    })
    void should_pad_as_tensorflow_does_for_the_same_size(
            int height, int width, int kernel, int stride, int above, int left) {
        Nhwc pictures = Nhwc.sample(height, width, IN);
        double[] weights = weights(kernel * kernel * IN * OUT);
        model.input(height, width, IN).floats("w", List.of(kernel, kernel, IN, OUT), weights);
        model.node(
                "Conv2D", "y", List.of("x", "w"), Map.of("strides", List.of(1, stride, stride, 1), "padding", "SAME"));

        Nhwc expected = Nhwc.of(
                2,
                up(height, stride),
                up(width, stride),
                OUT,
                (n, y, x, c) -> sum(
                        kernel,
                        (i, j, k) -> pictures.at(n, y * stride - above + i, x * stride - left + j, k)
                                * weights[((i * kernel + j) * IN + k) * OUT + c]));

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_not_pad_valid_convolutions_and_spread_dilated_ones() {
        Nhwc pictures = Nhwc.sample(7, 8, IN);
        double[] weights = weights(3 * 3 * IN * OUT);
        model.input(7, 8, IN).floats("w", List.of(3, 3, IN, OUT), weights);
        model.node("Conv2D", "y", List.of("x", "w"), Map.of("dilations", List.of(1, 2, 2, 1), "padding", "VALID"));

        Nhwc expected = Nhwc.of(
                2,
                3,
                4,
                OUT,
                (n, y, x, c) -> sum(
                        3,
                        (i, j, k) ->
                                pictures.at(n, y + 2 * i, x + 2 * j, k) * weights[((i * 3 + j) * IN + k) * OUT + c]));

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_take_explicit_padding() {
        Nhwc pictures = Nhwc.sample(4, 4, IN);
        double[] weights = weights(3 * 3 * IN * OUT);
        model.input(4, 4, IN).floats("w", List.of(3, 3, IN, OUT), weights);
        model.node(
                "Conv2D",
                "y",
                List.of("x", "w"),
                Map.of("padding", "EXPLICIT", "explicit_paddings", List.of(0, 0, 2, 0, 1, 0, 0, 0)));

        Nhwc expected = Nhwc.of(
                2,
                4,
                3,
                OUT,
                (n, y, x, c) -> sum(
                        3,
                        (i, j, k) ->
                                pictures.at(n, y - 2 + i, x - 1 + j, k) * weights[((i * 3 + j) * IN + k) * OUT + c]));

        assertPictures(model.run("y", pictures), expected);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void should_convolve_each_channel_alone(int multiplier) {
        Nhwc pictures = Nhwc.sample(6, 5, IN);
        double[] weights = weights(3 * 3 * IN * multiplier);
        model.input(6, 5, IN).floats("w", List.of(3, 3, IN, multiplier), weights);
        model.node(
                "DepthwiseConv2dNative",
                "y",
                List.of("x", "w"),
                Map.of("strides", List.of(1, 2, 2, 1), "padding", "SAME"));

        Nhwc expected = Nhwc.of(
                2,
                3,
                3,
                IN * multiplier,
                (n, y, x, c) -> sum(
                        3,
                        (i, j, k) -> k != c / multiplier
                                ? 0
                                : pictures.at(n, y * 2 + i, x * 2 - 1 + j, k)
                                        * weights[(i * 3 + j) * IN * multiplier + c]));

        assertPictures(model.run("y", pictures), expected);
    }

    @ParameterizedTest
    @CsvSource({"Relu", "Relu6", "Elu", "Tanh", "Sigmoid"})
    void should_apply_the_bias_and_the_function_that_are_fused_in(String function) {
        Nhwc pictures = Nhwc.sample(3, 3, IN);
        double[] weights =
                IntStream.range(0, IN * OUT).mapToDouble(i -> i * 4 - 9).toArray();
        double[] bias = {0.5, -1, 2};
        model.input(3, 3, IN).floats("w", List.of(1, 1, IN, OUT), weights).floats("b", List.of(OUT), bias);
        model.node("_FusedConv2D", "y", List.of("x", "w", "b"), Map.of("fused_ops", List.of("BiasAdd", function)));

        Nhwc expected = Nhwc.of(2, 3, 3, OUT, (n, y, x, c) -> {
            double value = bias[c] + sum(1, (i, j, k) -> pictures.at(n, y, x, k) * weights[k * OUT + c]);
            return switch (function) {
                case "Relu" -> Math.max(0, value);
                case "Relu6" -> Math.min(6, Math.max(0, value));
                case "Elu" -> value < 0 ? Math.exp(value) - 1 : value;
                case "Tanh" -> Math.tanh(value);
                default -> 1 / (1 + Math.exp(-value));
            };
        });

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_take_over_the_border_that_was_padded_before() {
        Nhwc pictures = Nhwc.sample(5, 4, IN);
        double[] weights = weights(3 * 3 * IN * OUT);
        model.input(5, 4, IN).ints("p", List.of(4, 2), 0, 0, 1, 2, 2, 1, 0, 0);
        model.floats("w", List.of(3, 3, IN, OUT), weights);
        model.node("Pad", "padded", List.of("x", "p"), Map.of());
        model.node("Conv2D", "y", List.of("padded", "w"), Map.of("strides", List.of(1, 2, 2, 1), "padding", "VALID"));

        Nhwc expected = Nhwc.of(
                2,
                3,
                3,
                OUT,
                (n, y, x, c) -> sum(
                        3,
                        (i, j, k) -> pictures.at(n, y * 2 - 1 + i, x * 2 - 2 + j, k)
                                * weights[((i * 3 + j) * IN + k) * OUT + c]));

        assertPictures(model.run("y", pictures), expected);
        assertThat(Answers.operations(model.convert("y"))).containsExactly("Conv", "Transpose");
    }

    @Test
    void should_refuse_what_it_does_not_know() {
        model.input(3, 3, IN)
                .floats("w", List.of(1, 1, IN, OUT), weights(IN * OUT))
                .floats("b", List.of(OUT), 1, 2, 3);
        model.node("_FusedConv2D", "norm", List.of("x", "w", "b"), Map.of("fused_ops", List.of("FusedBatchNorm")));
        model.node("_FusedConv2D", "swish", List.of("x", "w", "b"), Map.of("fused_ops", List.of("BiasAdd", "Swish")));
        model.node("Conv2D", "full", List.of("x", "w"), Map.of("padding", "FULL"));

        assertThatThrownBy(() -> model.convert("norm"))
                .isInstanceOf(ModelException.class)
                .hasMessage("Node norm cannot be converted: it is fused with [FusedBatchNorm].");
        assertThatThrownBy(() -> model.convert("swish")).hasMessageContaining("it ends with Swish");
        assertThatThrownBy(() -> model.convert("full")).hasMessageContaining("unknown padding \"FULL\"");
    }

    private interface Term {

        double of(int row, int column, int channel);
    }

    private static double sum(int kernel, Term term) {
        double sum = 0;
        for (int i = 0; i < kernel; i++) {
            for (int j = 0; j < kernel; j++) {
                for (int k = 0; k < IN; k++) {
                    sum += term.of(i, j, k);
                }
            }
        }
        return sum;
    }

    private static double[] weights(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> (float) Math.cos(i * 2.3))
                .toArray();
    }

    private static int up(int size, int stride) {
        return (size + stride - 1) / stride;
    }
}
