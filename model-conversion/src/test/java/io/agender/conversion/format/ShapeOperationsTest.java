package io.agender.conversion.format;

import static io.agender.conversion.Answers.assertPictures;
import static io.agender.conversion.Answers.assertValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.conversion.Answers;
import io.agender.conversion.Nhwc;
import io.agender.conversion.OnnxNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reshape, slices, joins, padding, scaling, depth to space: whatever moves numbers instead of computing. */
class ShapeOperationsTest {

    private final Nhwc pictures = Nhwc.sample(4, 6, 3);
    private TfjsFixture model;

    @BeforeEach
    void create(@TempDir Path folder) {
        model = new TfjsFixture(folder).input(4, 6, 3);
    }

    @Test
    void should_keep_the_order_of_numbers_in_a_new_shape() {
        model.ints("shape", List.of(3), -1, 24, 3).node("Reshape", "y", List.of("x", "shape"), Map.of());

        OnnxNetwork.Answer answer = model.run("y", pictures);

        assertThat(answer.shape()).containsExactly(2, 24, 3);
        assertValues(answer, pictures.values());
    }

    @Test
    void should_know_a_shape_that_is_computed_from_the_batch() {
        // As Keras writes Reshape((-1, 3)): the batch comes from the tensor itself.
        model.ints("zero", List.of(1), 0).ints("one", List.of(1), 1);
        model.ints("open", List.of(), -1).ints("three", List.of(), 3);
        model.node("Shape", "all", List.of("x"), Map.of());
        model.node("StridedSlice", "batch", List.of("all", "zero", "one", "one"), Map.of("shrink_axis_mask", 1));
        model.node("Pack", "shape", List.of("batch", "open", "three"), Map.of());
        model.node("Reshape", "y", List.of("x", "shape"), Map.of());

        OnnxNetwork.Answer answer = model.run("y", pictures);

        assertThat(answer.shape()).containsExactly(2, 24, 3);
        assertThat(Answers.operations(model.convert("y"))).containsExactly("Transpose", "Reshape");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -1})
    void should_refuse_a_shape_that_does_not_fit(int first) {
        model.ints("shape", List.of(2), first, 5).node("Reshape", "y", List.of("x", "shape"), Map.of());

        assertThatThrownBy(() -> model.convert("y"))
                .hasMessageContaining("Node y cannot be converted: it gives numbers of shape [N, 4, 6, 3]");
    }

    @Test
    void should_cut_ranges_out_of_pictures() {
        model.ints("begin", List.of(4), 0, 1, -4, 0)
                .ints("end", List.of(4), 0, 3, 6, 2)
                .ints("steps", List.of(4), 1, 1, 1, 1);
        model.node("StridedSlice", "y", List.of("x", "begin", "end", "steps"), Map.of("begin_mask", 1, "end_mask", 1));

        assertPictures(model.run("y", pictures), Nhwc.of(2, 2, 4, 2, (n, y, x, c) -> pictures.at(n, y + 1, x + 2, c)));
    }

    @Test
    void should_drop_the_dimension_of_a_single_index() {
        model.ints("begin", List.of(4), 0, 0, 0, -1)
                .ints("end", List.of(4), 0, 0, 0, 0)
                .ints("steps", List.of(4), 1, 1, 1, 1);
        model.node(
                "StridedSlice",
                "y",
                List.of("x", "begin", "end", "steps"),
                Map.of("begin_mask", 7, "end_mask", 7, "shrink_axis_mask", 8));

        OnnxNetwork.Answer answer = model.run("y", pictures);

        assertThat(answer.shape()).containsExactly(2, 4, 6);
        assertValues(
                answer,
                Nhwc.of(2, 4, 6, 1, (n, y, x, c) -> pictures.at(n, y, x, 2)).values());
    }

    @ParameterizedTest
    @CsvSource({
        "'shrink_axis_mask', 1, it cuts a part out of the batch",
        "'new_axis_mask', 2, it sets new_axis_mask",
        "'ellipsis_mask', 1, it sets ellipsis_mask",
    })
    void should_refuse_slices_that_it_does_not_know(String mask, int bits, String reason) {
        model.ints("begin", List.of(1), 0).ints("end", List.of(1), 1).ints("steps", List.of(1), 1);
        model.node("StridedSlice", "y", List.of("x", "begin", "end", "steps"), Map.of(mask, bits));

        assertThatThrownBy(() -> model.convert("y")).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 6, 3", "2, 4, 12, 3", "3, 4, 6, 6", "-1, 4, 6, 6"})
    void should_join_pictures_on_any_axis_but_the_batch(int axis, int height, int width, int channels) {
        model.ints("axis", List.of(), axis).node("Relu", "relu", List.of("x"), Map.of());
        model.node("ConcatV2", "y", List.of("x", "relu", "axis"), Map.of());

        Nhwc expected = Nhwc.of(
                2,
                height,
                width,
                channels,
                (n, y, x, c) -> y < 4 && x < 6 && c < 3
                        ? pictures.at(n, y, x, c)
                        : Math.max(0, pictures.at(n, y % 4, x % 6, c % 3)));

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_refuse_to_join_batches() {
        model.ints("axis", List.of(), 0).node("ConcatV2", "y", List.of("x", "x", "axis"), Map.of());

        assertThatThrownBy(() -> model.convert("y")).hasMessage("Node y cannot be converted: it joins batches.");
    }

    @Test
    void should_pad_pictures_when_no_convolution_follows() {
        model.ints("p", List.of(4, 2), 0, 0, 1, 0, 2, 3, 0, 0).node("Pad", "padded", List.of("x", "p"), Map.of());
        model.node("Tanh", "y", List.of("padded"), Map.of());

        assertPictures(
                model.run("y", pictures),
                Nhwc.of(2, 5, 11, 3, (n, y, x, c) -> Math.tanh(pictures.at(n, y - 1, x - 2, c))));
    }

    @Test
    void should_pad_channels() {
        model.ints("p", List.of(4, 2), 0, 0, 1, 1, 0, 0, 1, 2).node("Pad", "y", List.of("x", "p"), Map.of());

        assertPictures(
                model.run("y", pictures),
                Nhwc.of(2, 6, 6, 6, (n, y, x, c) -> c < 1 || c > 3 ? 0 : pictures.at(n, y - 1, x, c - 1)));
    }

    @Test
    void should_pad_channels_where_they_lie() {
        model.ints("p", List.of(4, 2), 0, 0, 0, 0, 0, 0, 0, 2).node("Pad", "padded", List.of("x", "p"), Map.of());
        model.node("Tanh", "y", List.of("padded"), Map.of());

        assertThat(Answers.operations(model.convert("y")))
                .as("but for the answer, which is in TensorFlow's order")
                .containsExactly("Pad", "Tanh", "Transpose");
    }

    @ParameterizedTest
    @CsvSource({
        // height, width, halfPixelCenters, alignCorners
        "8, 12, true, false",
        "7, 11, true, false",
        "3, 5, true, false",
        "8, 12, false, false",
        "7, 11, false, true",
    })
    void should_scale_pictures_with_linear_interpolation(int height, int width, boolean half, boolean align) {
        model.ints("size", List.of(2), height, width);
        model.node(
                "ResizeBilinear",
                "y",
                List.of("x", "size"),
                Map.of("half_pixel_centers", half, "align_corners", align));

        Nhwc expected = Nhwc.of(2, height, width, 3, (n, y, x, c) -> {
            double row = source(y, 4, height, half, align);
            double column = source(x, 6, width, half, align);
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 6; j++) {
                    double weight = Math.max(0, 1 - Math.abs(row - i)) * Math.max(0, 1 - Math.abs(column - j));
                    sum += weight * pictures.at(n, i, j, c);
                }
            }
            return sum;
        });

        assertPictures(model.run("y", pictures), expected);
    }

    @Test
    void should_lay_out_channels_as_blocks_of_pixels(@TempDir Path other) {
        Nhwc deep = Nhwc.sample(2, 3, 8);
        TfjsFixture blocks = new TfjsFixture(other).input(2, 3, 8);
        blocks.node("DepthToSpace", "y", List.of("x"), Map.of("block_size", 2));

        assertPictures(
                blocks.run("y", deep),
                Nhwc.of(2, 4, 6, 2, (n, y, x, c) -> deep.at(n, y / 2, x / 2, (y % 2 * 2 + x % 2) * 2 + c)));
    }

    /** Where a pixel comes from; at the border the outermost pixel counts. */
    private static double source(int pixel, int from, int to, boolean half, boolean align) {
        double place = align
                ? pixel * (from - 1.0) / (to - 1)
                : half ? (pixel + 0.5) * from / to - 0.5 : (double) pixel * from / to;
        return Math.max(0, Math.min(from - 1, place));
    }
}
