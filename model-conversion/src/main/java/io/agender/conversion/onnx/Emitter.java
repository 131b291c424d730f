package io.agender.conversion.onnx;

import io.agender.conversion.onnx.Value.Bordered;
import io.agender.conversion.onnx.Value.Constant;
import io.agender.conversion.onnx.Value.Ints;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds ONNX nodes for one TensorFlow.js node; the names of all of them are made from that node's. */
public final class Emitter {

    private static final List<Integer> TO_NHWC = List.of(0, 2, 3, 1);
    private static final List<Integer> TO_NCHW = List.of(0, 3, 1, 2);

    private final OnnxGraph graph;
    private final String name;

    public Emitter(OnnxGraph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    public Tensor emit(String op, List<String> inputs, Map<String, ?> attributes, Shape shape, Layout layout) {
        return new Tensor(graph.node(op, name, inputs, attributes), shape, layout);
    }

    /** The name under which an ONNX node can take a constant. */
    public String constant(String role, Constant constant) {
        return graph.constant(name + "/" + role, constant);
    }

    /** A value that ONNX nodes can take, in whatever layout it has. */
    public Tensor tensor(Value value) {
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        if (value instanceof Bordered bordered) {
            return pad(bordered);
        }
        return new Tensor(constant("constant", (Constant) value), value.shape(), Layout.PLAIN);
    }

    /** A value in TensorFlow's order. */
    public Tensor plain(Value value) {
        Tensor tensor = tensor(value);
        if (tensor.layout() instanceof Layout.FlatChannelsFirst flat) {
            Tensor pictures = reshape(
                    tensor,
                    List.of(0, flat.channels(), flat.height(), flat.width()),
                    new Shape(List.of(tensor.shape().dim(0), flat.height(), flat.width(), flat.channels())),
                    Layout.CHANNELS_FIRST);
            return reshape(plain(pictures), List.of(0, flat.elements()), tensor.shape(), Layout.PLAIN);
        }
        if (tensor.layout() instanceof Layout.Plain) {
            return tensor;
        }
        return tensor.inOrder()
                ? reshape(tensor, onnxDims(tensor.shape()), tensor.shape(), Layout.PLAIN)
                : emit("Transpose", List.of(tensor.name()), Map.of("perm", TO_NHWC), tensor.shape(), Layout.PLAIN);
    }

    /** Pictures as NCHW. */
    public Tensor channelsFirst(Value value) {
        if (value instanceof Constant constant) {
            return new Tensor(
                    constant("constant", Reorder.toChannelsFirst(constant)), value.shape(), Layout.CHANNELS_FIRST);
        }
        Tensor tensor = tensor(value);
        if (tensor.layout() instanceof Layout.ChannelsFirst) {
            return tensor;
        }
        return emit(
                "Transpose", List.of(tensor.name()), Map.of("perm", TO_NCHW), tensor.shape(), Layout.CHANNELS_FIRST);
    }

    /**
     * Gives a tensor another shape without moving its numbers.
     *
     * @param dims the new dimensions as the numbers lie, 0 for one that stays
     * @param shape the new shape as TensorFlow sees it
     */
    public Tensor reshape(Tensor tensor, List<Integer> dims, Shape shape, Layout layout) {
        return emit("Reshape", List.of(tensor.name(), constant("shape", Ints.vector(dims))), Map.of(), shape, layout);
    }

    /** A shape as ONNX's Reshape takes it: the batch stays what it is. */
    public static List<Integer> onnxDims(Shape shape) {
        return shape.dims().stream().map(dim -> dim == Shape.BATCH ? 0 : dim).toList();
    }

    private Tensor pad(Bordered bordered) {
        Border border = bordered.border();
        boolean channelsFirst = bordered.inner().layout() instanceof Layout.ChannelsFirst;
        List<Integer> pads = new ArrayList<>();
        pads.addAll(padsOf(channelsFirst, border.top(), border.left()));
        pads.addAll(padsOf(channelsFirst, border.bottom(), border.right()));
        return emit(
                "Pad",
                List.of(bordered.inner().name(), constant("pads", Ints.vector(pads))),
                Map.of(),
                bordered.shape(),
                bordered.inner().layout());
    }

    private static List<Integer> padsOf(boolean channelsFirst, int vertical, int horizontal) {
        return channelsFirst ? List.of(0, 0, vertical, horizontal) : List.of(0, vertical, horizontal, 0);
    }
}
