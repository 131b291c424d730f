package io.agender.conversion.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.conversion.Answers;
import io.agender.conversion.OnnxNetwork;
import io.agender.conversion.PublishedModel;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.Shape;
import io.agender.models.InputSpec;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MxnetConverterTest {

    private static final Path SHARED = Path.of("../../shared");
    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    private MxnetFixture model;

    @BeforeEach
    void create() {
        model = new MxnetFixture(folder);
    }

    /** The published networks, by their descriptor, on pictures that are there as blue, green, red. */
    @ParameterizedTest
    @CsvSource({"gender, ssrnet_mxnet_gender, 1e-5", "age, ssrnet_mxnet_age, 1e-4"})
    void should_answer_as_the_published_networks_do(String output, String figures, double tolerance) throws Exception {
        assumeTrue(
                Files.exists(SHARED.resolve("models/ssrnet-mxnet-age.params")),
                "the shared model files are not beside the project");
        byte[] pixels = Files.readAllBytes(SHARED.resolve("data/golden/ssrnet-input.u8"));
        JsonNode expected = new ObjectMapper()
                .readTree(SHARED.resolve("data/golden/ssrnet-outputs.json").toFile())
                .path("outputs_rgb")
                .path(figures);
        ModelDescriptor published =
                ModelCatalog.load(Optional.empty(), name -> Optional.empty()).model("ssrnet-mxnet");
        ModelFile file = published.files().stream()
                .filter(each -> each.conversion().outputs().containsKey(output))
                .findFirst()
                .orElseThrow();
        InputSpec input = published.attributes().input();
        assertThat(List.of(input.colours(), input.width(), input.height()))
                .containsExactly(InputSpec.ColourOrder.RGB, SIZE, SIZE);

        byte[] onnx = PublishedModel.convert(published, file, SHARED.resolve("models"));

        assertThat(Sha256.of(onnx)).isEqualTo(file.sha256());
        try (OnnxNetwork network = new OnnxNetwork(onnx)) {
            float[] answer = network.run(output, redFirst(pixels), expected.size(), 3, SIZE, SIZE)
                    .values();
            assertThat(answer).hasSize(expected.size());
            for (int i = 0; i < answer.length; i++) {
                assertThat((double) answer[i]).isCloseTo(expected.get(i).asDouble(), within(tolerance));
            }
        }
    }

    /** Channel by channel, red first. */
    private static float[] redFirst(byte[] pixels) {
        int area = SIZE * SIZE;
        float[] planes = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int picture = i / (area * 3);
            int place = i / 3 % area;
            planes[(picture * 3 + 2 - i % 3) * area + place] = pixels[i] & 0xff;
        }
        return planes;
    }

    /**
     * A network with every operation of SSR-Net's MXNet version, on a picture whose three channels are 1, 2 and 3
     * everywhere: each value below follows from that by hand.
     */
    @Test
    void should_answer_as_the_network_is_defined() throws Exception {
        model.node("_minus_scalar", "minus", List.of("data"), Map.of("scalar", "1"))
                .node("_mul_scalar", "scaled", List.of("minus"), Map.of("scalar", "2")) // 0, 2, 4
                .weights("conv_weight", List.of(2, 3, 1, 1), 1, 1, 1, 0, 0.5, -1)
                .weights("conv_bias", List.of(2), 1, 0)
                .node(
                        "Convolution",
                        "conv",
                        List.of("scaled", "conv_weight", "conv_bias"),
                        Map.of("kernel", "(1, 1)", "num_filter", "2")) // 7, -3
                .weights("gamma", List.of(2), 2, 3)
                .weights("beta", List.of(2), 1, 1)
                .oldWeights("mean", List.of(2), 5, -5)
                .oldWeights("var", List.of(2), 3.75, 0)
                .node(
                        "BatchNorm",
                        "norm",
                        List.of("conv", "gamma", "beta", "mean", "var"),
                        Map.of("eps", "0.25", "fix_gamma", "False")) // 3, 13
                .node("Activation", "relu", List.of("norm"), Map.of("act_type", "relu"))
                .node(
                        "Pooling",
                        "pool",
                        List.of("relu"),
                        Map.of("kernel", "(2, 2)", "stride", "(2, 2)", "pool_type", "max"))
                .node("Flatten", "flat", List.of("pool"), Map.of())
                .node("Dropout", "dropped", List.of("flat"), Map.of("p", "0.2"))
                .weights("fc_weight", List.of(3, 8), rows())
                .weights("fc_bias", List.of(3), -12, 0, 0)
                .node(
                        "FullyConnected",
                        "fc",
                        List.of("dropped", "fc_weight", "fc_bias"),
                        Map.of("num_hidden", "3")) // 0, 26, 16
                .nothing("stage_num0")
                .node("broadcast_add", "shifted", List.of("stage_num0", "fc"), Map.of()) // 0, 27, 18
                .node("elemwise_mul", "weighted", List.of("shifted", "shifted"), Map.of()) // 0, 729, 324
                .node("sum", "sum", List.of("weighted"), Map.of("axis", "1", "keepdims", "True")) // 1053
                .node("_plus_scalar", "more", List.of("sum"), Map.of("scalar", "1"))
                .node("elemwise_div", "ratio", List.of("sum", "more"), Map.of())
                .node("elemwise_add", "answer", List.of("ratio", "more"), Map.of());

        try (OnnxNetwork network = new OnnxNetwork(model.convert("answer", 5, 4))) {
            OnnxNetwork.Answer answer = network.run("answer", channels(2, 20, 1, 2, 3), 2, 3, 4, 5);

            assertThat(answer.shape()).containsExactly(2, 1);
            assertThat(answer.values()[0]).isCloseTo(1053f / 1054 + 1054, within(1e-2f));
            assertThat(answer.values()[1]).isEqualTo(answer.values()[0]);
        }
        assertThat(Answers.operations(model.convert("answer", 5, 4))).doesNotContain("Transpose");
    }

    @ParameterizedTest(name = "{0} with kernel {1}, stride {2}, padding {3}")
    @CsvSource({
        // of a picture that counts from 1 to 16: size of the answer, its first number
        "max, '(2, 2)', '(1, 1)', '(0, 0)', 3, 6",
        "avg, '(2, 2)', '(2, 2)', '(0, 0)', 2, 3.5",
        "avg, '(2, 2)', '(2, 2)', '(1, 1)', 3, 0.25", // what is outside counts as 0
        "max, '(3, 3)', '(2, 2)', '(1, 1)', 2, 6",
    })
    void should_pool_as_mxnet_does(String type, String kernel, String stride, String pad, int size, float first)
            throws Exception {
        model.node(
                "Pooling",
                "pool",
                List.of("data"),
                Map.of("pool_type", type, "kernel", kernel, "stride", stride, "pad", pad));
        float[] values = new float[48];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 16 + 1;
        }

        try (OnnxNetwork network = new OnnxNetwork(model.convert("pool", 4, 4))) {
            OnnxNetwork.Answer answer = network.run("answer", values, 1, 3, 4, 4);

            assertThat(answer.shape()).containsExactly(1, 3, size, size);
            assertThat(answer.values()[0]).isCloseTo(first, within(1e-5f));
        }
    }

    @Test
    void should_say_that_the_pictures_have_another_size_than_the_weights_want() {
        model.weights("fc_weight", List.of(1, 12), new double[12])
                .node("FullyConnected", "fc", List.of("data", "fc_weight"), Map.of("no_bias", "True"));

        assertThat(model.convert("fc", 2, 2)).isNotEmpty();
        assertThatThrownBy(() -> model.convert("fc", 3, 2))
                .isInstanceOf(ModelException.class)
                .hasMessage("Node fc cannot be converted: it has weights for 12 numbers, but is given 18; the pictures"
                        + " have another size than the network was made for.");
    }

    @Test
    void should_refuse_what_it_does_not_know_by_name() {
        model.node("LRN", "norm", List.of("data"), Map.of())
                .node("Activation", "soft", List.of("data"), Map.of("act_type", "softrelu"))
                .nothing("lost");

        assertThatThrownBy(() -> model.convert("norm", 2, 2))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Node norm cannot be converted: it is a LRN; the supported operations are ");
        assertThatThrownBy(() -> model.convert("soft", 2, 2)).hasMessageContaining("it ends with softrelu");
        assertThatThrownBy(() -> model.convert("lost", 2, 2))
                .hasMessage("Node lost cannot be converted: it has no weights.");
        assertThatThrownBy(() -> model.convert("none", 2, 2)).hasMessageEndingWith("it has no node none.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 30, 60, 80})
    void should_notice_weights_that_were_cut_off(int bytes) throws IOException {
        model.weights("w", List.of(2, 2), 1, 2, 3, 4);
        Path params = model.params();
        Files.write(params, Arrays.copyOf(Files.readAllBytes(params), bytes));

        assertThatThrownBy(() -> MxnetParams.read(params))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(params.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void should_read_every_version_of_the_weights_format(int version) throws IOException {
        Path params = Files.write(folder.resolve("v.params"), MxnetFixture.paramsOfVersion(version));

        assertThat(MxnetParams.read(params)).containsOnlyKeys("w");
        assertThat(MxnetParams.read(params).get("w").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(MxnetParams.read(params).get("w").values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({"28, 1, a sparse array", "60, 1, numbers other than 32-bit floating point", "32, 99, 99 dimensions"})
    void should_refuse_arrays_that_it_cannot_read(int place, int number, String what) throws IOException {
        byte[] bytes = MxnetFixture.paramsOfVersion(2);
        bytes[place] = (byte) number;
        Path params = Files.write(folder.resolve("v.params"), bytes);

        assertThatThrownBy(() -> MxnetParams.read(params))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(params.toString())
                .hasMessageContaining(what);
    }

    @Test
    void should_not_reserve_memory_for_weights_that_are_not_there() {
        model.weights("w", List.of(60_000, 60_000), 1, 2);

        assertThatThrownBy(() -> MxnetParams.read(model.params())).hasMessageContaining("ends in the middle");
    }

    @Test
    void should_say_which_file_is_missing() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> MxnetConverter.convert(
                        none, none, 2, 2, new ConversionOptions("test", "image", Map.of("a", "b"))))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no file " + none);
    }

    /** Three rows for two channels of two by two pixels, each with one weight for a channel. */
    private static double[] rows() {
        double[][] weights = {{1, 0}, {0, 0.5}, {0.25, 0.25}};
        return IntStream.range(0, 24)
                .mapToDouble(i -> weights[i / 8][i / 4 % 2])
                .toArray();
    }

    private static float[] channels(int pictures, int area, float... values) {
        float[] all = new float[pictures * area * values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i / area % values.length];
        }
        return all;
    }
}
