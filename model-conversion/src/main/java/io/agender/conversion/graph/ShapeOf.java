package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Ints;

/** A tensor's shape: known when the graph is converted, but for the batch. */
final class ShapeOf implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        return Ints.vector(operands.get(0).shape().dims());
    }
}
