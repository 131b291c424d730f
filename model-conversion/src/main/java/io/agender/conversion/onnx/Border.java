package io.agender.conversion.onnx;

import java.util.List;

/** Pixels added at each side of a picture. */
public record Border(int top, int left, int bottom, int right) {

    public static final Border NONE = new Border(0, 0, 0, 0);

    public Border plus(Border other) {
        return new Border(top + other.top, left + other.left, bottom + other.bottom, right + other.right);
    }

    /** The shape of NHWC pictures of the given shape with this border. */
    public Shape around(Shape shape) {
        return shape.with(1, shape.dim(1) + top + bottom).with(2, shape.dim(2) + left + right);
    }

    /** As ONNX lists the padding of a convolution or pooling. */
    public List<Integer> asPads() {
        return List.of(top, left, bottom, right);
    }
}
