package io.agender.conversion.onnx;

import io.agender.conversion.onnx.Value.Constant;
import java.util.ArrayList;
import java.util.List;

/** Brings known numbers from TensorFlow's order into the order that the ONNX graph needs. */
public final class Reorder {

    private Reorder() {}

    /** Moves the axes: axis i of the result is axis {@code axes[i]} of the constant. */
    public static Constant transpose(Constant constant, int... axes) {
        Shape shape = constant.shape();
        int[] strides = strides(shape);
        List<Integer> dims = new ArrayList<>();
        for (int axis : axes) {
            dims.add(shape.dim(axis));
        }
        return constant.reordered(new Shape(dims), place -> {
            int rest = place;
            int source = 0;
            for (int i = axes.length - 1; i >= 0; i--) {
                source += rest % dims.get(i) * strides[axes[i]];
                rest /= dims.get(i);
            }
            return source;
        });
    }

    /** Something that is combined with NHWC pictures, made ready for NCHW ones; single numbers stay single. */
    public static Constant toChannelsFirst(Constant constant) {
        if (constant.shape().rank() == 0) {
            return constant;
        }
        List<Integer> dims = new ArrayList<>(constant.shape().dims());
        while (dims.size() < 4) {
            dims.add(0, 1);
        }
        return transpose(reshaped(constant, new Shape(dims)), 0, 3, 1, 2);
    }

    /** Reorders one axis from HWC to CHW. */
    public static Constant flatToChannelsFirst(Constant constant, int axis, Layout.FlatChannelsFirst flat) {
        List<Integer> dims = new ArrayList<>(constant.shape().dims());
        dims.remove(axis);
        dims.addAll(axis, List.of(flat.height(), flat.width(), flat.channels()));
        int[] axes = new int[dims.size()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        axes[axis] = axis + 2;
        axes[axis + 1] = axis;
        axes[axis + 2] = axis + 1;
        return reshaped(transpose(reshaped(constant, new Shape(dims)), axes), constant.shape());
    }

    public static Constant reshaped(Constant constant, Shape shape) {
        return constant.reordered(shape, place -> place);
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.dim(i);
        }
        return strides;
    }
}
