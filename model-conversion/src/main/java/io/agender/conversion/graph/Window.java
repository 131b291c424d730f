package io.agender.conversion.graph;

import io.agender.conversion.onnx.Border;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import java.util.List;

/**
 * The window of a convolution or pooling, and how it moves.
 *
 * @param padding how the pictures are padded, by TensorFlow's name
 * @param explicit the border for {@code EXPLICIT}
 */
record Window(
        int height,
        int width,
        int strideY,
        int strideX,
        int dilationY,
        int dilationX,
        String padding,
        Border explicit) {

    /** The window that a node's attributes describe, for a kernel of the given size. */
    static Window of(Attributes attributes, int height, int width) {
        List<Integer> strides = attributes.integers("strides", List.of(1, 1, 1, 1));
        List<Integer> dilations = attributes.integers("dilations", List.of(1, 1, 1, 1));
        if (strides.size() != 4 || dilations.size() != 4 || strides.get(0) != 1 || strides.get(3) != 1) {
            throw new UnsupportedGraphException("moves its window by " + strides + " with dilations " + dilations
                    + ", where one number each for height and width is expected");
        }
        return new Window(
                height,
                width,
                strides.get(1),
                strides.get(2),
                dilations.get(1),
                dilations.get(2),
                attributes.text("padding", "VALID"),
                explicit(attributes));
    }

    private static Border explicit(Attributes attributes) {
        List<Integer> pads = attributes.integers("explicit_paddings", List.of());
        return pads.size() == 8 ? new Border(pads.get(2), pads.get(4), pads.get(3), pads.get(5)) : Border.NONE;
    }

    /** The border that this window wants around NHWC pictures of the given shape. */
    Border border(Shape shape) {
        return switch (padding) {
            case "VALID" -> Border.NONE;
            case "EXPLICIT" -> explicit;
            case "SAME" -> {
                int vertical = missing(shape.dim(1), reach(height, dilationY), strideY);
                int horizontal = missing(shape.dim(2), reach(width, dilationX), strideX);
                // An odd pixel goes to the end, unlike in most other frameworks.
                yield new Border(vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
            }
            default -> throw new UnsupportedGraphException("has an unknown padding \"" + padding + "\"");
        };
    }

    /** The shape of the answer for pictures of the given shape with the given border around them. */
    Shape output(Shape shape, Border border, int channels) {
        Shape padded = border.around(shape);
        int rows = (padded.dim(1) - reach(height, dilationY)) / strideY + 1;
        int columns = (padded.dim(2) - reach(width, dilationX)) / strideX + 1;
        if (padded.dim(1) < reach(height, dilationY) || padded.dim(2) < reach(width, dilationX)) {
            throw new UnsupportedGraphException("has a window larger than its picture of shape " + padded);
        }
        return shape.with(1, rows).with(2, columns).with(3, channels);
    }

    private static int reach(int size, int dilation) {
        return (size - 1) * dilation + 1;
    }

    private static int missing(int size, int reach, int stride) {
        int steps = (size + stride - 1) / stride;
        return Math.max(0, (steps - 1) * stride + reach - size);
    }
}
