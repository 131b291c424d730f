package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The largest or the mean of all numbers along some axes. */
final class Reduction implements NodeRule {

    /** Where TensorFlow's axes are in NCHW. */
    private static final int[] IN_NCHW = {0, 2, 3, 1};

    private final String onnxOp;

    Reduction(String onnxOp) {
        this.onnxOp = onnxOp;
    }

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor tensor = out.tensor(operands.get(0));
        boolean keeps = node.attributes().flag("keep_dims", false);
        List<Integer> axes = Arrays.stream(operands.ints(1).values())
                .mapToObj(axis -> tensor.shape().axis(axis))
                .sorted()
                .toList();
        if (axes.contains(0) && tensor.shape().batched()) {
            throw new UnsupportedGraphException("reduces the batch");
        }
        boolean pictures = tensor.layout() instanceof Layout.ChannelsFirst && axes.equals(List.of(1, 2));
        Tensor arranged = pictures ? tensor : out.plain(tensor);
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            if (!axes.contains(axis)) {
                dims.add(tensor.shape().dim(axis));
            } else if (keeps) {
                dims.add(1);
            }
        }
        return out.emit(
                onnxOp,
                List.of(arranged.name()),
                Map.of(
                        "axes",
                        pictures ? axes.stream().map(axis -> IN_NCHW[axis]).toList() : axes,
                        "keepdims",
                        keeps ? 1 : 0),
                new Shape(dims),
                pictures && keeps ? Layout.CHANNELS_FIRST : Layout.PLAIN);
    }
}
