package io.agender.conversion.format;

import io.agender.conversion.graph.GraphBuilder;
import io.agender.conversion.graph.TfjsModel;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.models.ModelException;
import java.util.List;
import java.util.Map;

/**
 * The networks of face-api.js, whose files hold weights only: the layers are joined here as the package's own code joins
 * them (npm {@code @vladmandic/face-api} 1.7.15, {@code src/ageGenderNet}, {@code src/xception},
 * {@code src/faceFeatureExtractor}). Both see 112 by 112 pixels and are built of depthwise separable convolutions with
 * TensorFlow's padding "same", which puts an odd pixel at the end.
 *
 * <ul>
 *   <li>Age and gender: a small Xception with two main blocks, the mean of its 7 by 7 map, and one dense layer each for
 *       the age in years and for the logits of male and female.
 *   <li>68 points, tiny: three dense blocks of three convolutions, the mean of the last map, and one dense layer for x
 *       and y of each point as fractions of the picture.
 * </ul>
 */
final class FaceApiGraph {

    private static final int SIZE = 112;
    private static final int COLOURS = 3;
    private static final int MAIN_BLOCKS = 2;

    /** What a dense block does first: the picture itself gets a whole convolution, a map a separable one. */
    private enum First {
        WHOLE,
        SEPARABLE
    }

    private final Map<String, Value.Constant> weights;
    private final GraphBuilder graph = new GraphBuilder();

    private FaceApiGraph(Map<String, Value.Constant> weights) {
        this.weights = weights;
    }

    /**
     * The graph of whichever network the weights are of.
     *
     * @throws ModelException when they are of neither
     */
    static TfjsModel of(Map<String, Value.Constant> weights) {
        FaceApiGraph network = new FaceApiGraph(weights);
        if (weights.containsKey("fc/age/weights")) {
            return network.ageAndGender();
        }
        if (weights.containsKey("dense2/conv2/bias") && !weights.containsKey("dense3/conv0/bias")) {
            return network.points();
        }
        throw new ModelException(
                "These weights are neither of face-api's network for age and gender nor of its tiny one"
                        + " for 68 points.");
    }

    private TfjsModel ageAndGender() {
        String image = graph.input("image", SIZE, SIZE, COLOURS);
        String map = relu(whole("entry_flow/conv_in", image, 2));
        map = reduction("entry_flow/reduction_block_0", map, map);
        map = reduction("entry_flow/reduction_block_1", map, relu(map));
        for (int block = 0; block < MAIN_BLOCKS; block++) {
            String name = "middle_flow/main_block_" + block;
            String out = separable(name + "/separable_conv0", relu(map), 1);
            out = separable(name + "/separable_conv1", relu(out), 1);
            out = separable(name + "/separable_conv2", relu(out), 1);
            map = sum(name + "/sum", out, map);
        }
        map = reduction("exit_flow/reduction_block", map, relu(map));
        map = relu(separable("exit_flow/separable_conv", map, 1));
        String features = mean("features", map, 7);
        dense("age", features, "fc/age");
        dense("gender", features, "fc/gender");
        return graph.build();
    }

    private TfjsModel points() {
        String image = graph.input("image", SIZE, SIZE, COLOURS);
        String map = denseBlock("dense0", image, First.WHOLE);
        map = denseBlock("dense1", map, First.SEPARABLE);
        map = denseBlock("dense2", map, First.SEPARABLE);
        dense("points", mean("features", map, 14), "fc");
        return graph.build();
    }

    /**
     * Two separable convolutions, scaled down by two, beside a shortcut.
     *
     * @param activated the map as the first convolution sees it
     */
    private String reduction(String name, String map, String activated) {
        String out = separable(name + "/separable_conv0", activated, 1);
        out = separable(name + "/separable_conv1", relu(out), 1);
        String pooled = graph.node(
                "MaxPool",
                name + "/pool",
                List.of(out),
                Map.of("ksize", List.of(1, 3, 3, 1), "strides", List.of(1, 2, 2, 1), "padding", "SAME"));
        return sum(name + "/sum", pooled, whole(name + "/expansion_conv", map, 2));
    }

    private String denseBlock(String name, String map, First first) {
        String conv0 = name + "/conv0";
        String one = relu(first == First.WHOLE ? whole(conv0, map, 2) : separable(conv0, map, 2));
        String two = separable(name + "/conv1", one, 1);
        String both = sum(name + "/both", one, two);
        String three = separable(name + "/conv2", relu(both), 1);
        return relu(sum(name + "/all", both, three));
    }

    private String whole(String name, String input, int stride) {
        return convolution("_FusedConv2D", name, input, weight(name + "/filters"), name + "/bias", stride);
    }

    /** A convolution of each channel by itself, then one of 1 by 1 pixel over all channels. */
    private String separable(String name, String input, int stride) {
        String apart = graph.node(
                "DepthwiseConv2dNative",
                name + "/depthwise",
                List.of(input, graph.constant(name + "/depthwise_filter", weight(name + "/depthwise_filter"))),
                Map.of("padding", "SAME", "strides", List.of(1, stride, stride, 1)));
        return convolution("_FusedConv2D", name, apart, weight(name + "/pointwise_filter"), name + "/bias", 1);
    }

    private String convolution(String op, String name, String input, Floats kernel, String bias, int stride) {
        return graph.node(
                op,
                name,
                List.of(input, graph.constant(name + "/kernel", kernel), graph.constant(bias, weight(bias))),
                Map.of("padding", "SAME", "strides", List.of(1, stride, stride, 1), "fused_ops", List.of("BiasAdd")));
    }

    private String mean(String name, String map, int size) {
        String pooled = graph.node(
                "AvgPool",
                name + "/mean",
                List.of(map),
                Map.of("ksize", List.of(1, size, size, 1), "strides", List.of(1, 2, 2, 1), "padding", "VALID"));
        int channels = weight(weights.containsKey("fc/weights") ? "fc/weights" : "fc/age/weights")
                .shape()
                .dim(0);
        String shape = graph.constant(name + "/shape", Value.Ints.vector(-1, channels));
        return graph.node("Reshape", name, List.of(pooled, shape), Map.of());
    }

    private void dense(String name, String features, String layer) {
        graph.node(
                "_FusedMatMul",
                name,
                List.of(
                        features,
                        graph.constant(layer + "/kernel", weight(layer + "/weights")),
                        graph.constant(layer + "/bias", weight(layer + "/bias"))),
                Map.of("fused_ops", List.of("BiasAdd")));
    }

    private String relu(String input) {
        String name = input + "/relu";
        return graph.has(name) ? name : graph.node("Relu", name, List.of(input), Map.of());
    }

    private String sum(String name, String one, String other) {
        return graph.node("AddV2", name, List.of(one, other), Map.of());
    }

    private Floats weight(String name) {
        if (weights.get(name) instanceof Floats floats) {
            return floats;
        }
        throw new ModelException("Weight " + name + " is missing; the files are not those of a face-api network.");
    }
}
