package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Tensors put one behind the other along an axis. */
final class Concat implements NodeRule {

    /** Where TensorFlow's axes are in NCHW. */
    private static final int[] IN_NCHW = {0, 2, 3, 1};

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        List<Value> parts = operands.values().subList(0, operands.count() - 1);
        Shape first = parts.get(0).shape();
        int axis = first.axis(operands.integer(operands.count() - 1));
        if (axis == 0 && first.batched()) {
            throw new UnsupportedGraphException("joins batches");
        }
        int size = 0;
        for (Value part : parts) {
            boolean fits = part.shape().rank() == first.rank()
                    && part.shape().with(axis, 0).equals(first.with(axis, 0));
            if (!fits) {
                throw new UnsupportedGraphException("joins shapes " + first + " and " + part.shape());
            }
            size += part.shape().dim(axis);
        }
        boolean channelsFirst = parts.stream().anyMatch(part -> part.layout() instanceof Layout.ChannelsFirst);
        List<String> names = parts.stream()
                .map(part -> channelsFirst ? out.channelsFirst(part) : out.plain(part))
                .map(Tensor::name)
                .toList();
        return out.emit(
                "Concat",
                names,
                Map.of("axis", channelsFirst ? IN_NCHW[axis] : axis),
                first.with(axis, size),
                channelsFirst ? Layout.CHANNELS_FIRST : Layout.PLAIN);
    }
}
