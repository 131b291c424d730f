package io.agender.conversion.onnx;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** What a node of the TensorFlow.js graph answers, as far as it is known when the graph is converted. */
public sealed interface Value {

    /** The shape as TensorFlow sees it. */
    Shape shape();

    /** The order in which the numbers lie. */
    Layout layout();

    /** A value that is known already. */
    sealed interface Constant extends Value {

        @Override
        default Layout layout() {
            return Layout.PLAIN;
        }

        /**
         * The same numbers in another order.
         *
         * @param shape shape of the result
         * @param source for each place in the result, the place in this constant that its number comes from
         */
        Constant reordered(Shape shape, IntUnaryOperator source);
    }

    /** Known 32-bit floating point numbers, in row-major order. */
    record Floats(Shape shape, float[] values) implements Constant {

        @Override
        public Floats reordered(Shape newShape, IntUnaryOperator source) {
            float[] result = new float[newShape.elements()];
            for (int i = 0; i < result.length; i++) {
                result[i] = values[source.applyAsInt(i)];
            }
            return new Floats(newShape, result);
        }
    }

    /** Known whole numbers in row-major order; {@link Shape#BATCH} among them stands for the size of the batch. */
    record Ints(Shape shape, int[] values) implements Constant {

        public static Ints scalar(int value) {
            return new Ints(Shape.of(), new int[] {value});
        }

        public static Ints vector(int... values) {
            return new Ints(Shape.of(values.length), values);
        }

        public static Ints vector(List<Integer> values) {
            return vector(values.stream().mapToInt(Integer::intValue).toArray());
        }

        @Override
        public Ints reordered(Shape newShape, IntUnaryOperator source) {
            int[] result = new int[newShape.elements()];
            for (int i = 0; i < result.length; i++) {
                result[i] = values[source.applyAsInt(i)];
            }
            return new Ints(newShape, result);
        }
    }

    /**
     * A tensor that the ONNX graph computes.
     *
     * @param name its name in the ONNX graph
     */
    record Tensor(String name, Shape shape, Layout layout) implements Value {

        /** Whether the numbers lie in TensorFlow's order, whatever the layout is called. */
        public boolean inOrder() {
            if (layout instanceof Layout.ChannelsFirst) {
                return shape.dim(3) == 1 || shape.dim(1) * shape.dim(2) == 1;
            }
            return layout instanceof Layout.Plain;
        }
    }

    /** Pictures with a border of zeros that is not made yet: a convolution can take the border over as its padding. */
    record Bordered(Tensor inner, Border border) implements Value {

        @Override
        public Shape shape() {
            return border.around(inner.shape());
        }

        @Override
        public Layout layout() {
            return inner.layout();
        }
    }
}
