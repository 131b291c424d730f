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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return pad(tensor.layout() instanceof Layout.ChannelsFirst ? tensor : out.plain(tensor), paddings, out);
    }

    /** The numbers stay in the order that they lie in. */
    private static Tensor pad(Tensor tensor, int[] paddings, Emitter out) {
        Shape shape = tensor.shape();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis) != Shape.BATCH) {
                shape = shape.with(axis, shape.dim(axis) + paddings[2 * axis] + paddings[2 * axis + 1]);
            }
        }
        List<Integer> axes = tensor.layout() instanceof Layout.ChannelsFirst
                ? List.of(0, 3, 1, 2)
                : IntStream.range(0, shape.rank()).boxed().toList();
        List<Integer> pads = Stream.concat(
                        axes.stream().map(axis -> paddings[2 * axis]),
                        axes.stream().map(axis -> paddings[2 * axis + 1]))
                .toList();
        return out.emit(
                "Pad",
                List.of(tensor.name(), out.constant("pads", Ints.vector(pads))),
                Map.of(),
                shape,
                tensor.layout());
    }
}
