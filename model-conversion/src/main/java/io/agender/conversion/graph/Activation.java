package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Functions of each single number. */
final class Activation implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        return apply(node.op(), out.tensor(operands.get(0)), out);
    }

    /** Applies the function that TensorFlow calls {@code name}. */
    static Tensor apply(String name, Tensor input, Emitter out) {
        return switch (name) {
            case "Relu", "Tanh", "Sigmoid", "Elu" ->
                out.emit(name, List.of(input.name()), Map.of(), input.shape(), input.layout());
            case "Relu6" ->
                out.emit(
                        "Clip",
                        List.of(input.name(), number(0, out), number(6, out)),
                        Map.of(),
                        input.shape(),
                        input.layout());
            default -> throw new UnsupportedGraphException("ends with " + name);
        };
    }

    private static String number(float value, Emitter out) {
        return out.constant("limit", new Floats(Shape.of(), new float[] {value}));
    }
}
