package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;

/** Translates nodes of one kind of operation to ONNX. Has no state. */
interface NodeRule {

    /**
     * Adds what the node computes to the ONNX graph.
     *
     * @throws UnsupportedGraphException when the node uses the operation in a way that is not supported
     */
    Value translate(GraphNode node, Operands operands, Emitter out);
}
