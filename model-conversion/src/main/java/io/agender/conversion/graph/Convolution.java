package io.agender.conversion.graph;

import io.agender.conversion.onnx.Border;
import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Reorder;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Bordered;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Convolutions of pictures, whole or channel by channel, with what is fused into them. */
final class Convolution implements NodeRule {

    private final boolean depthwise;

    Convolution(boolean depthwise) {
        this.depthwise = depthwise;
    }

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Value input = operands.pictures(0);
        Floats kernel = operands.floats(1);
        Kernel arranged = depthwise
                ? Kernel.depthwise(kernel)
                : Kernel.whole(kernel, input.shape().dim(3));
        Window window = Window.of(
                node.attributes(), kernel.shape().dim(0), kernel.shape().dim(1));
        Border border = window.border(input.shape());
        Shape shape = window.output(input.shape(), border, arranged.outputs());
        Tensor pictures;
        if (input instanceof Bordered bordered) {
            pictures = out.channelsFirst(bordered.inner());
            border = border.plus(bordered.border());
        } else {
            pictures = out.channelsFirst(input);
        }
        FusedOps fused = FusedOps.of(node, operands);
        List<String> inputs = new ArrayList<>(List.of(pictures.name(), out.constant("weights", arranged.weights())));
        fused.bias().ifPresent(bias -> inputs.add(out.constant("bias", bias)));
        Tensor result = out.emit(
                "Conv",
                inputs,
                Map.of(
                        "kernel_shape", List.of(window.height(), window.width()),
                        "strides", List.of(window.strideY(), window.strideX()),
                        "dilations", List.of(window.dilationY(), window.dilationX()),
                        "pads", border.asPads(),
                        "group", arranged.groups()),
                shape,
                Layout.CHANNELS_FIRST);
        return fused.activate(result, out);
    }

    /** A kernel's weights in ONNX's order: output, input of the group, row, column. */
    private record Kernel(Value.Constant weights, int outputs, int groups) {

        static Kernel whole(Floats kernel, int channels) {
            int inputs = kernel.shape().dim(2);
            if (channels % inputs != 0) {
                throw new UnsupportedGraphException(
                        "has a kernel for " + inputs + " channels, but is given " + channels);
            }
            return new Kernel(
                    Reorder.transpose(kernel, 3, 2, 0, 1), kernel.shape().dim(3), channels / inputs);
        }

        static Kernel depthwise(Floats kernel) {
            Shape shape = kernel.shape();
            int outputs = shape.dim(2) * shape.dim(3);
            Value.Constant weights = Reorder.reshaped(
                    Reorder.transpose(kernel, 2, 3, 0, 1), Shape.of(outputs, 1, shape.dim(0), shape.dim(1)));
            return new Kernel(weights, outputs, shape.dim(2));
        }
    }
}
