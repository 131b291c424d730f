package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Turns the numbers along the last axis into probabilities. */
final class Softmax implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor tensor = out.plain(operands.get(0));
        return out.emit("Softmax", List.of(tensor.name()), Map.of("axis", -1), tensor.shape(), Layout.PLAIN);
    }
}
