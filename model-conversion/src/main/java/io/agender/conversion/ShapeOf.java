package io.agender.conversion;

import io.agender.conversion.Value.Ints;

/** A tensor's shape: known when the graph is converted, but for the batch. */
final class ShapeOf implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        return Ints.vector(operands.get(0).shape().dims());
    }
}
