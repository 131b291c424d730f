package io.agender.vision.onnx;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Compares the shapes of tensors; -1 is a size that is not fixed. */
final class Shapes {

    private Shapes() {}

    /**
     * Whether a network's declared shape serves where another is expected: a size that is expected to be free must be
     * free, any other must be the same or free, and surplus dimensions on either side must be 1.
     */
    static boolean fit(long[] declared, long[] expected) {
        for (int i = 0; i < Math.max(declared.length, expected.length); i++) {
            long have = i < declared.length ? declared[i] : 1;
            long want = i < expected.length ? expected[i] : 1;
            if (have != want && have != -1) {
                return false;
            }
        }
        return true;
    }

    static String text(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> size < 0 ? "N" : Long.toString(size))
                .collect(Collectors.joining(" x ", "[", "]"));
    }
}
