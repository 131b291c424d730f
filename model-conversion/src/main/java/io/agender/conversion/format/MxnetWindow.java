package io.agender.conversion.format;

import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import java.util.List;
import java.util.Map;

/** The window of one of MXNet's convolutions or poolings, each list with a number for rows and one for columns. */
record MxnetWindow(List<Integer> kernel, List<Integer> stride, List<Integer> pad, List<Integer> dilation) {

    static MxnetWindow of(MxnetNode node, int rows, int columns) {
        MxnetWindow window = new MxnetWindow(
                List.of(rows, columns),
                node.integers("stride", List.of(1, 1)),
                node.integers("pad", List.of(0, 0)),
                node.integers("dilate", List.of(1, 1)));
        if (window.stride.size() != 2 || window.pad.size() != 2 || window.dilation.size() != 2) {
            throw new UnsupportedGraphException("has a window that does not move over rows and columns");
        }
        return window;
    }

    Map<String, Object> attributes() {
        return Map.of(
                "kernel_shape", kernel,
                "strides", stride,
                "pads", List.of(pad.get(0), pad.get(1), pad.get(0), pad.get(1)));
    }

    /** The shape of the answer for NCHW pictures of the given shape. */
    Shape output(Shape pictures, int channels) {
        return pictures.with(1, channels).with(2, size(pictures, 0)).with(3, size(pictures, 1));
    }

    private int size(Shape pictures, int axis) {
        int reach = (kernel.get(axis) - 1) * dilation.get(axis) + 1;
        int free = pictures.dim(axis + 2) + 2 * pad.get(axis) - reach;
        if (free < 0) {
            throw new UnsupportedGraphException("has a window larger than its picture of shape " + pictures);
        }
        return free / stride.get(axis) + 1;
    }
}
