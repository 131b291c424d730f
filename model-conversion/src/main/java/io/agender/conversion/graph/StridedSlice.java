package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Ints;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** A part of a tensor: a range or a single index on each axis. */
final class StridedSlice implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        for (String mask : List.of("ellipsis_mask", "new_axis_mask")) {
            if (node.attributes().integer(mask, 0) != 0) {
                throw new UnsupportedGraphException("sets " + mask);
            }
        }
        Ranges ranges = new Ranges(node.attributes(), operands.ints(1), operands.ints(2), operands.ints(3));
        if (operands.get(0) instanceof Ints known && known.shape().rank() == 1) {
            return ofList(known, ranges);
        }
        if (operands.get(0) instanceof Floats) {
            throw new UnsupportedGraphException("cuts a constant");
        }
        Tensor tensor = out.plain(operands.get(0));
        // From the last axis to the first, so that the axes in front keep their numbers.
        for (int axis = Math.min(ranges.count(), tensor.shape().rank()) - 1; axis >= 0; axis--) {
            tensor = cut(tensor, axis, ranges, out);
        }
        return tensor;
    }

    private static Value ofList(Ints list, Ranges ranges) {
        Range range = ranges.on(0, list.shape().dim(0));
        if (range.single()) {
            return Ints.scalar(list.values()[range.begin()]);
        }
        return list.reordered(Shape.of(range.size()), place -> range.begin() + place);
    }

    private static Tensor cut(Tensor tensor, int axis, Ranges ranges, Emitter out) {
        int size = tensor.shape().dim(axis);
        Range range = ranges.on(axis, size);
        if (range.single()) {
            return out.emit(
                    "Gather",
                    List.of(tensor.name(), out.constant("index", Ints.scalar(range.begin()))),
                    Map.of("axis", axis),
                    tensor.shape().without(axis),
                    Layout.PLAIN);
        }
        if (size == Shape.BATCH || range.size() == size) {
            return tensor;
        }
        return out.emit(
                "Slice",
                List.of(
                        tensor.name(),
                        out.constant("starts", Ints.vector(range.begin())),
                        out.constant("ends", Ints.vector(range.end())),
                        out.constant("axes", Ints.vector(axis))),
                Map.of(),
                tensor.shape().with(axis, range.size()),
                Layout.PLAIN);
    }

    private record Range(int begin, int end, boolean single) {

        int size() {
            return end - begin;
        }
    }

    private record Ranges(Attributes attributes, Ints begins, Ints ends, Ints strides) {

        int count() {
            return begins.values().length;
        }

        Range on(int axis, int size) {
            boolean single = set("shrink_axis_mask", axis);
            boolean fromStart = set("begin_mask", axis) && !single;
            boolean toEnd = set("end_mask", axis) && !single;
            if (size == Shape.BATCH) {
                if (single || !toEnd || !fromStart && begins.values()[axis] != 0) {
                    throw new UnsupportedGraphException("cuts a part out of the batch");
                }
                return new Range(0, 0, false);
            }
            if (strides.values()[axis] != 1) {
                throw new UnsupportedGraphException("cuts in steps of " + strides.values()[axis]);
            }
            int begin = fromStart ? 0 : counted(begins.values()[axis], size);
            int end = single ? begin + 1 : toEnd ? size : counted(ends.values()[axis], size);
            if (begin >= end || end > size) {
                throw new UnsupportedGraphException("cuts from " + begin + " to " + end + " on an axis of " + size);
            }
            return new Range(begin, end, single);
        }

        private boolean set(String mask, int axis) {
            return (attributes.integer(mask, 0) >> axis & 1) == 1;
        }

        private static int counted(int index, int size) {
            return Math.max(0, Math.min(size, index < 0 ? index + size : index));
        }
    }
}
