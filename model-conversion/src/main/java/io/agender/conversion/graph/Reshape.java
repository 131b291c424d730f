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
import java.util.stream.IntStream;

/** Gives a tensor another shape; flattened pictures stay in the order they lie in. */
final class Reshape implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor tensor = out.tensor(operands.get(0));
        Shape shape = resolve(operands.ints(1), tensor.shape());
        if (tensor.inOrder()) {
            return out.reshape(tensor, Emitter.onnxDims(shape), shape, Layout.PLAIN);
        }
        if (tensor.layout() instanceof Layout.ChannelsFirst && isFlat(shape, tensor.shape())) {
            Layout flat = new Layout.FlatChannelsFirst(
                    tensor.shape().dim(1), tensor.shape().dim(2), tensor.shape().dim(3));
            return out.reshape(tensor, Emitter.onnxDims(shape), shape, flat);
        }
        return out.reshape(out.plain(tensor), Emitter.onnxDims(shape), shape, Layout.PLAIN);
    }

    private static boolean isFlat(Shape shape, Shape pictures) {
        return shape.rank() == 2 && shape.dim(0) == pictures.dim(0);
    }

    /** The wanted shape without its -1. */
    private static Shape resolve(Value.Ints wanted, Shape from) {
        List<Integer> dims =
                new ArrayList<>(Arrays.stream(wanted.values()).boxed().toList());
        int open = dims.indexOf(-1);
        int known = dims.stream().filter(dim -> dim != -1 && dim != Shape.BATCH).reduce(1, Math::multiplyExact);
        if (open == 0 && from.batched() && known == from.elements()) {
            dims.set(0, Shape.BATCH);
        } else if (open >= 0 && known > 0 && from.elements() % known == 0) {
            dims.set(open, from.elements() / known);
        }
        boolean possible =
                IntStream.range(0, dims.size()).allMatch(i -> dims.get(i) >= 0 || i == 0 && dims.get(i) == Shape.BATCH)
                        && new Shape(dims).batched() == from.batched()
                        && new Shape(dims).elements() == from.elements();
        if (!possible) {
            throw new UnsupportedGraphException("gives numbers of shape " + from + " the shape "
                    + Arrays.toString(wanted.values()) + ", which mixes the pictures of a batch or does not fit");
        }
        return new Shape(dims);
    }
}
