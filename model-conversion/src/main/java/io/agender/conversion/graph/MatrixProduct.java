package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Reorder;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Constant;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dense layer: rows of numbers times known weights, with what is fused into it. */
final class MatrixProduct implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        if (node.attributes().flag("transpose_a", false)
                || operands.get(0).shape().rank() != 2) {
            throw new UnsupportedGraphException("multiplies something else than rows of numbers");
        }
        Constant weights = operands.floats(1);
        if (node.attributes().flag("transpose_b", false)) {
            weights = Reorder.transpose(weights, 1, 0);
        }
        Tensor rows = out.tensor(operands.get(0));
        if (weights.shape().dim(0) != rows.shape().dim(1)) {
            throw new UnsupportedGraphException(
                    "has weights of shape " + weights.shape() + " for numbers of shape " + rows.shape());
        }
        if (rows.layout() instanceof Layout.FlatChannelsFirst flat) {
            weights = Reorder.flatToChannelsFirst(weights, 0, flat);
        }
        FusedOps fused = FusedOps.of(node, operands);
        List<String> inputs = new ArrayList<>(List.of(rows.name(), out.constant("weights", weights)));
        fused.bias().ifPresent(bias -> inputs.add(out.constant("bias", bias)));
        Shape shape = rows.shape().with(1, weights.shape().dim(1));
        return fused.activate(out.emit("Gemm", inputs, Map.of(), shape, Layout.PLAIN), out);
    }
}
