package io.agender.conversion.format;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Constant;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Ints;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rule translates which MXNet operation. MXNet orders pictures as ONNX does, NCHW, so that values only carry their
 * shape.
 */
final class MxnetRules {

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("Convolution", MxnetRules::convolution),
            Map.entry("BatchNorm", MxnetRules::batchNorm),
            Map.entry("Activation", MxnetRules::activation),
            Map.entry("Pooling", MxnetRules::pooling),
            Map.entry("Flatten", (node, operands, out) -> flat(operands.get(0), out)),
            Map.entry("Dropout", (node, operands, out) -> operands.get(0)),
            Map.entry("_copy", (node, operands, out) -> operands.get(0)),
            Map.entry("FullyConnected", MxnetRules::fullyConnected),
            Map.entry("sum", MxnetRules::sum),
            Map.entry("elemwise_add", both("Add")),
            Map.entry("elemwise_sub", both("Sub")),
            Map.entry("elemwise_mul", both("Mul")),
            Map.entry("elemwise_div", both("Div")),
            Map.entry("broadcast_add", both("Add")),
            Map.entry("broadcast_sub", both("Sub")),
            Map.entry("broadcast_mul", both("Mul")),
            Map.entry("broadcast_div", both("Div")),
            Map.entry("_plus_scalar", withNumber("Add")),
            Map.entry("_minus_scalar", withNumber("Sub")),
            Map.entry("_mul_scalar", withNumber("Mul")),
            Map.entry("_div_scalar", withNumber("Div")));

    private static final Map<String, String> FUNCTIONS =
            Map.of("relu", "Relu", "tanh", "Tanh", "sigmoid", "Sigmoid", "softsign", "Softsign");

    private MxnetRules() {}

    /** Translates one node. */
    interface Rule {

        Value translate(MxnetNode node, Operands operands, Emitter out);
    }

    static Rule of(MxnetNode node) {
        Rule rule = RULES.get(node.op());
        if (rule == null) {
            throw new UnsupportedGraphException("is a " + node.op() + "; the supported operations are "
                    + String.join(", ", new TreeMap<>(RULES).keySet()));
        }
        return rule;
    }

    private static Value convolution(MxnetNode node, Operands operands, Emitter out) {
        Tensor pictures = out.tensor(operands.pictures(0));
        Floats weights = operands.floats(1);
        int groups = (int) node.number("num_group", 1);
        require(
                weights.shape().rank() == 4
                        && weights.shape().dim(1) * groups == pictures.shape().dim(1),
                "has weights of shape " + weights.shape() + " for pictures of shape " + pictures.shape());
        MxnetWindow window =
                MxnetWindow.of(node, weights.shape().dim(2), weights.shape().dim(3));
        List<String> inputs = new ArrayList<>(List.of(pictures.name(), out.constant("weights", weights)));
        if (!node.flag("no_bias", false)) {
            inputs.add(out.constant("bias", operands.floats(2)));
        }
        Map<String, Object> attributes = new TreeMap<>(window.attributes());
        attributes.put("group", groups);
        attributes.put("dilations", window.dilation());
        return out.emit(
                "Conv",
                inputs,
                attributes,
                window.output(pictures.shape(), weights.shape().dim(0)),
                Layout.PLAIN);
    }

    /** As a factor and a summand for each channel, which ONNX Runtime draws into the convolution before. */
    private static Value batchNorm(MxnetNode node, Operands operands, Emitter out) {
        Tensor pictures = out.tensor(operands.pictures(0));
        int channels = pictures.shape().dim(1);
        double epsilon = node.number("eps", 1e-3);
        float[] factor = new float[channels];
        float[] summand = new float[channels];
        for (int i = 1; i <= 4; i++) {
            require(operands.floats(i).values().length == channels, "normalises another number of channels");
        }
        for (int channel = 0; channel < channels; channel++) {
            double gamma = node.flag("fix_gamma", true) ? 1 : operands.floats(1).values()[channel];
            double scale = gamma / Math.sqrt(operands.floats(4).values()[channel] + epsilon);
            factor[channel] = (float) scale;
            summand[channel] = (float)
                    (operands.floats(2).values()[channel] - operands.floats(3).values()[channel] * scale);
        }
        Shape each = Shape.of(1, channels, 1, 1);
        Tensor scaled = combined("Mul", pictures, new Floats(each, factor), out);
        return combined("Add", scaled, new Floats(each, summand), out);
    }

    private static Value activation(MxnetNode node, Operands operands, Emitter out) {
        String function = FUNCTIONS.get(node.text("act_type", ""));
        require(function != null, "ends with " + node.text("act_type", "no function"));
        Tensor input = out.tensor(operands.get(0));
        return out.emit(function, List.of(input.name()), Map.of(), input.shape(), Layout.PLAIN);
    }

    private static Value pooling(MxnetNode node, Operands operands, Emitter out) {
        Tensor pictures = out.tensor(operands.pictures(0));
        String type = node.text("pool_type", "max");
        require(type.equals("max") || type.equals("avg"), "pools by " + type);
        require(node.text("pooling_convention", "valid").equals("valid"), "pools over parts of windows");
        String op = type.equals("max") ? "MaxPool" : "AveragePool";
        if (node.flag("global_pool", false)) {
            Shape single = pictures.shape().with(2, 1).with(3, 1);
            return out.emit("Global" + op, List.of(pictures.name()), Map.of(), single, Layout.PLAIN);
        }
        List<Integer> kernel = node.integers("kernel", List.of());
        require(kernel.size() == 2, "pools over " + kernel);
        MxnetWindow window = MxnetWindow.of(node, kernel.get(0), kernel.get(1));
        Map<String, Object> attributes = new TreeMap<>(window.attributes());
        if (type.equals("avg")) {
            attributes.put("count_include_pad", 1);
        }
        return out.emit(
                op,
                List.of(pictures.name()),
                attributes,
                window.output(pictures.shape(), pictures.shape().dim(1)),
                Layout.PLAIN);
    }

    private static Tensor flat(Value value, Emitter out) {
        Tensor tensor = out.tensor(value);
        int numbers = tensor.shape().elements();
        return tensor.shape().rank() == 2
                ? tensor
                : out.reshape(
                        tensor,
                        List.of(0, numbers),
                        new Shape(List.of(tensor.shape().dim(0), numbers)),
                        Layout.PLAIN);
    }

    private static Value fullyConnected(MxnetNode node, Operands operands, Emitter out) {
        Tensor rows = flat(operands.get(0), out);
        Floats weights = operands.floats(1);
        require(
                weights.shape().rank() == 2
                        && weights.shape().dim(1) == rows.shape().dim(1),
                "has weights for " + weights.shape().dim(1) + " numbers, but is given "
                        + rows.shape().dim(1) + "; the pictures have another size than the network was made for");
        List<String> inputs = new ArrayList<>(List.of(rows.name(), out.constant("weights", weights)));
        if (!node.flag("no_bias", false)) {
            inputs.add(out.constant("bias", operands.floats(2)));
        }
        Shape shape = rows.shape().with(1, weights.shape().dim(0));
        return out.emit("Gemm", inputs, Map.of("transB", 1), shape, Layout.PLAIN);
    }

    private static Value sum(MxnetNode node, Operands operands, Emitter out) {
        Tensor tensor = out.tensor(operands.get(0));
        List<Integer> axes = node.integers("axis", List.of());
        require(axes.size() == 1 && axes.get(0) > 0, "sums over axes " + axes);
        boolean keeps = node.flag("keepdims", false);
        int axis = tensor.shape().axis(axes.get(0));
        return out.emit(
                "ReduceSum",
                List.of(tensor.name(), out.constant("axes", Ints.vector(axis))),
                Map.of("keepdims", keeps ? 1 : 0),
                keeps ? tensor.shape().with(axis, 1) : tensor.shape().without(axis),
                Layout.PLAIN);
    }

    private static Rule both(String op) {
        return (node, operands, out) -> combined(op, operands.get(0), operands.get(1), out);
    }

    private static Rule withNumber(String op) {
        return (node, operands, out) -> {
            Constant number = new Floats(Shape.of(), new float[] {(float) node.number("scalar", 0)});
            return combined(op, operands.get(0), number, out);
        };
    }

    private static Tensor combined(String op, Value first, Value second, Emitter out) {
        return out.emit(
                op,
                List.of(out.tensor(first).name(), out.tensor(second).name()),
                Map.of(),
                first.shape().broadcast(second.shape()),
                Layout.PLAIN);
    }

    private static void require(boolean supported, String otherwise) {
        if (!supported) {
            throw new UnsupportedGraphException(otherwise);
        }
    }
}
