package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Ints;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds a dimension of size 1. */
final class ExpandDims implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor tensor = out.plain(operands.get(0));
        int axis = operands.integer(1);
        int place = axis < 0 ? axis + tensor.shape().rank() + 1 : axis;
        if (place < 0
                || place > tensor.shape().rank()
                || place == 0 && tensor.shape().batched()) {
            throw new UnsupportedGraphException("adds a dimension at " + axis + " to shape " + tensor.shape());
        }
        List<Integer> dims = new ArrayList<>(tensor.shape().dims());
        dims.add(place, 1);
        return out.emit(
                "Unsqueeze",
                List.of(tensor.name(), out.constant("axes", Ints.vector(place))),
                Map.of(),
                new Shape(dims),
                Layout.PLAIN);
    }
}
