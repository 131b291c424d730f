package io.agender.conversion.format;

import io.agender.conversion.graph.GraphBuilder;
import io.agender.conversion.graph.TfjsModel;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SSR-Net as its authors join its layers (Yang, Huang, Lin, Hsiu, Chuang: "SSR-Net: A Compact Soft Stagewise Regression
 * Network for Age Estimation", IJCAI 2018), for three stages with three classes each, 64 by 64 pixels, and both
 * lambdas 1.
 *
 * <p>Two trunks of four convolutions look at the picture, one with ReLU and means, one with tanh and largest values.
 * Each stage joins one level of both: it answers with the probabilities of its classes, with a shift of each class, and
 * with a stretch of all of them. Stage k refines stage k - 1: the result is
 * {@code range * (s1 + (s2 + s3 / d3) / d2) / d1} with {@code s = sum((i + shift[i]) * probability[i])} and
 * {@code d = 3 * (1 + stretch)}. Batch norms are folded into the convolutions before them.
 */
final class SsrnetGraph {

    /** The node that answers, by the name that each kind of network gives it, and the range of its answers. */
    private static final Map<String, Float> ANSWERS = Map.of("pred_a", 101f, "pred", 1f);

    private static final int SIZE = 64;
    private static final int COLOURS = 3;
    private static final int CLASSES = 3;
    private static final int LEVELS = 4;
    private static final int FEATURES = 10;

    /** Keras' default. */
    private static final double EPSILON = 1e-3;

    private final KerasWeights weights;
    private final GraphBuilder graph = new GraphBuilder();

    private SsrnetGraph(KerasWeights weights) {
        this.weights = weights;
    }

    /** @throws io.agender.models.ModelException when the weights are not those of such a network */
    static TfjsModel of(KerasWeights weights) {
        return new SsrnetGraph(weights).build();
    }

    private TfjsModel build() {
        String image = graph.input("image", SIZE, SIZE, COLOURS);
        List<String> means = trunk("mean", image, 0, 32, "Relu", "AvgPool");
        List<String> peaks = trunk("peak", image, LEVELS, 16, "Tanh", "MaxPool");
        // Which level of the trunks each stage looks at, and how far it is scaled down first.
        Stage first = stage(1, peaks.get(3), means.get(3), 1);
        Stage second = stage(2, peaks.get(1), means.get(1), 4);
        Stage third = stage(3, peaks.get(0), means.get(0), 8);
        String inner = refined(second.sum(), divided(third, third.sum(), 3), 2);
        String sum = refined(first.sum(), divided(second, inner, 2), 1);
        String answer = divided(first, sum, 1);
        String name = weights.names().contains("pred_age_stage1") ? "pred_a" : "pred";
        graph.node("Mul", name, List.of(answer, number("range", ANSWERS.get(name))), Map.of());
        return graph.build();
    }

    /** A trunk's four levels; the first three are scaled down by two after their convolution. */
    private List<String> trunk(String name, String image, int first, int channels, String function, String pooling) {
        List<String> levels = new ArrayList<>();
        String below = image;
        int inputs = COLOURS;
        for (int level = 0; level < LEVELS; level++) {
            String here = name + (level + 1);
            below = folded(here, below, first + level, inputs, channels, function);
            if (level < LEVELS - 1) {
                below = pooled(pooling, here + "/pool", below, 2);
            }
            levels.add(below);
            inputs = channels;
        }
        return levels;
    }

    private String folded(String name, String input, int index, int inputs, int outputs, String function) {
        String layer = weights.numbered("conv2d", index);
        String norm = weights.numbered("batch_normalization", index);
        float[] kernel = weights.weight(layer, "kernel", 3, 3, inputs, outputs).values();
        float[] bias = weights.weight(layer, "bias", outputs).values();
        float[] gamma = weights.weight(norm, "gamma", outputs).values();
        float[] beta = weights.weight(norm, "beta", outputs).values();
        float[] mean = weights.weight(norm, "moving_mean", outputs).values();
        float[] variance = weights.weight(norm, "moving_variance", outputs).values();
        float[] foldedKernel = new float[kernel.length];
        float[] foldedBias = new float[outputs];
        for (int i = 0; i < kernel.length; i++) {
            int channel = i % outputs;
            foldedKernel[i] = (float) (kernel[i] * gamma[channel] / Math.sqrt(variance[channel] + EPSILON));
        }
        for (int channel = 0; channel < outputs; channel++) {
            double factor = gamma[channel] / Math.sqrt(variance[channel] + EPSILON);
            foldedBias[channel] = (float) ((bias[channel] - mean[channel]) * factor + beta[channel]);
        }
        return convolution(
                name,
                input,
                new Floats(Shape.of(3, 3, inputs, outputs), foldedKernel),
                new Floats(Shape.of(outputs), foldedBias),
                function);
    }

    private String convolution(String name, String input, Floats kernel, Floats bias, String function) {
        return graph.node(
                "_FusedConv2D",
                name,
                List.of(input, graph.constant(name + "/kernel", kernel), graph.constant(name + "/bias", bias)),
                Map.of("padding", "VALID", "fused_ops", List.of("BiasAdd", function)));
    }

    private String pooled(String pooling, String name, String input, int size) {
        return graph.node(
                pooling,
                name,
                List.of(input),
                Map.of("ksize", List.of(1, size, size, 1), "strides", List.of(1, size, size, 1), "padding", "VALID"));
    }

    /** What a stage answers: the weighted sum over its classes, and its stretch. */
    private record Stage(String sum, String stretch) {}

    private Stage stage(int number, String peaks, String means, int scale) {
        String name = "stage" + number;
        int convolution = 2 * LEVELS + 2 * (number - 1);
        int dense = 3 * (number - 1);
        String peak = flat(name + "/peak", peaks, convolution, 16, dense, scale, "MaxPool");
        String mean = flat(name + "/mean", means, convolution + 1, 32, dense + 1, scale, "AvgPool");
        String both = graph.node("Mul", name + "/both", List.of(peak, mean), Map.of());
        String mixed = graph.node(
                "Mul",
                name + "/mixed",
                List.of(
                        dense(name + "/peak/mix", peak, weights.numbered("dense", dense), -1, CLASSES, "Relu"),
                        dense(name + "/mean/mix", mean, weights.numbered("dense", dense + 1), -1, CLASSES, "Relu")),
                Map.of());
        String features =
                dense(name + "/features", mixed, weights.numbered("dense", dense + 2), CLASSES, 2 * CLASSES, "Relu");
        String layer = (weights.names().contains("pred_age_stage1") ? "pred_age_stage" : "pred_stage") + number;
        String probabilities = dense(name + "/probabilities", features, layer, 2 * CLASSES, CLASSES, "Relu");
        String shifts = dense(name + "/shifts", features, "local_delta_stage" + number, 2 * CLASSES, CLASSES, "Tanh");
        String stretch = dense(name + "/stretch", both, "delta_s" + number, -1, 1, "Tanh");
        String places = graph.constant(name + "/places", new Floats(Shape.of(CLASSES), new float[] {0, 1, 2}));
        String shifted = graph.node("AddV2", name + "/shifted", List.of(shifts, places), Map.of());
        String weighted = graph.node("Mul", name + "/weighted", List.of(shifted, probabilities), Map.of());
        String ones = graph.constant(name + "/ones", new Floats(Shape.of(CLASSES, 1), new float[] {1, 1, 1}));
        return new Stage(graph.node("MatMul", name + "/sum", List.of(weighted, ones), Map.of()), stretch);
    }

    private String flat(String name, String level, int convolution, int inputs, int dense, int scale, String pooling) {
        String layer = weights.numbered("conv2d", convolution);
        String features = convolution(
                name,
                level,
                weights.weight(layer, "kernel", 1, 1, inputs, FEATURES),
                weights.weight(layer, "bias", FEATURES),
                "Relu");
        String scaled = scale == 1 ? features : pooled(pooling, name + "/pool", features, scale);
        int numbers = weights.weight(weights.numbered("dense", dense), "kernel", -1, CLASSES)
                .shape()
                .dim(0);
        String shape = graph.constant(name + "/shape", Ints.vector(-1, numbers));
        return graph.node("Reshape", name + "/flat", List.of(scaled, shape), Map.of());
    }

    private String dense(String name, String input, String layer, int inputs, int outputs, String function) {
        return graph.node(
                "_FusedMatMul",
                name,
                List.of(
                        input,
                        graph.constant(name + "/kernel", weights.weight(layer, "kernel", inputs, outputs)),
                        graph.constant(name + "/bias", weights.weight(layer, "bias", outputs))),
                Map.of("fused_ops", List.of("BiasAdd", function)));
    }

    private String refined(String sum, String finer, int stage) {
        return graph.node("AddV2", "stage" + stage + "/refined", List.of(sum, finer), Map.of());
    }

    private String divided(Stage stage, String sum, int number) {
        String name = "stage" + number;
        String stretched =
                graph.node("AddV2", name + "/stretched", List.of(stage.stretch(), number(name + "/one", 1)), Map.of());
        String divisor =
                graph.node("Mul", name + "/divisor", List.of(stretched, number(name + "/count", CLASSES)), Map.of());
        return graph.node("RealDiv", name + "/divided", List.of(sum, divisor), Map.of());
    }

    private String number(String name, float value) {
        return graph.constant(name, new Floats(Shape.of(), new float[] {value}));
    }
}
