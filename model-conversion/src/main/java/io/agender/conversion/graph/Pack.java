package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Ints;
import java.util.stream.IntStream;

/** Single whole numbers made into a list, as TensorFlow puts shapes together. */
final class Pack implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        return Ints.vector(
                IntStream.range(0, operands.count()).map(operands::integer).toArray());
    }
}
