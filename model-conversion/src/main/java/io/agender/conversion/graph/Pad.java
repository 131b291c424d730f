package io.agender.conversion.graph;

import io.agender.conversion.onnx.Border;
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

/** Zeros around a tensor; those at the border of pictures wait, so that a convolution can take them over. */
final class Pad implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor tensor = out.tensor(operands.get(0));
        int[] paddings = operands.ints(1).values();
        int rank = tensor.shape().rank();
        if (paddings.length != 2 * rank || tensor.shape().batched() && (paddings[0] != 0 || paddings[1] != 0)) {
            throw new UnsupportedGraphException("pads shape " + tensor.shape() + " with other than its own dimensions");
        }
        if (rank == 4 && paddings[0] + paddings[1] + paddings[6] + paddings[7] == 0) {
            return new Value.Bordered(tensor, new Border(paddings[2], paddings[4], paddings[3], paddings[5]));
        }
        Tensor plain = out.plain(tensor);
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        Shape shape = plain.shape();
        for (int axis = 0; axis < rank; axis++) {
            before.add(paddings[2 * axis]);
            after.add(paddings[2 * axis + 1]);
            if (shape.dim(axis) != Shape.BATCH) {
                shape = shape.with(axis, shape.dim(axis) + before.get(axis) + after.get(axis));
            }
        }
        before.addAll(after);
        return out.emit(
                "Pad", List.of(plain.name(), out.constant("pads", Ints.vector(before))), Map.of(), shape, Layout.PLAIN);
    }
}
