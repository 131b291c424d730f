package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Reorder;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Constant;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Two tensors combined number by number; the smaller one is repeated. */
final class Arithmetic implements NodeRule {

    private final String onnxOp;

    Arithmetic(String onnxOp) {
        this.onnxOp = onnxOp;
    }

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Value first = operands.get(0);
        Value second = operands.get(1);
        Shape shape = first.shape().broadcast(second.shape());
        Layout layout = common(first, second);
        return out.emit(
                onnxOp,
                List.of(
                        arranged(first, layout, out).name(),
                        arranged(second, layout, out).name()),
                Map.of(),
                shape,
                layout);
    }

    /** The layout to compute in, chosen so that as few numbers as possible have to be moved. */
    private static Layout common(Value first, Value second) {
        Layout a = first.layout();
        Layout b = second.layout();
        if (a.equals(b) || fits(second, a)) {
            return a;
        }
        return fits(first, b) ? b : Layout.PLAIN;
    }

    private static boolean fits(Value value, Layout layout) {
        if (layout instanceof Layout.ChannelsFirst) {
            return value instanceof Constant || value.shape().rank() == 4;
        }
        if (layout instanceof Layout.FlatChannelsFirst flat) {
            // One number for all is in every order; weights can be put in order.
            int last = value.shape().rank() == 0
                    ? 1
                    : value.shape().dim(value.shape().rank() - 1);
            return value.shape().rank() <= 2 && (last == 1 || last == flat.elements() && value instanceof Constant);
        }
        return value.layout().equals(layout);
    }

    private static Tensor arranged(Value value, Layout layout, Emitter out) {
        if (layout instanceof Layout.ChannelsFirst) {
            return out.channelsFirst(value);
        }
        if (layout instanceof Layout.FlatChannelsFirst flat) {
            boolean weights = value instanceof Constant && value.shape().elements() > 1;
            return out.tensor(
                    weights
                            ? Reorder.flatToChannelsFirst(
                                    (Constant) value, value.shape().rank() - 1, flat)
                            : value);
        }
        return out.plain(value);
    }
}
