package io.agender.conversion.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tensor's dimensions as TensorFlow orders them. The first may be {@link #BATCH}, the others are known. */
public record Shape(List<Integer> dims) {

    /** Stands for the number of pictures in a batch; no weight of a real model has this value. */
    public static final int BATCH = Integer.MIN_VALUE;

    public Shape {
        dims = List.copyOf(dims);
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i) < 0 && (i > 0 || dims.get(i) != BATCH)) {
                throw new UnsupportedGraphException("has a tensor with an open dimension besides the batch");
            }
        }
    }

    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    public int rank() {
        return dims.size();
    }

    public int dim(int axis) {
        return dims.get(axis);
    }

    public boolean batched() {
        return !dims.isEmpty() && dims.get(0) == BATCH;
    }

    /** How many numbers there are in all, or in each picture of a batch. */
    public int elements() {
        return dims.stream().filter(dim -> dim != BATCH).reduce(1, Math::multiplyExact);
    }

    /** The axis that a TensorFlow attribute means, which may count from the end. */
    public int axis(int axis) {
        int counted = axis < 0 ? axis + rank() : axis;
        if (counted < 0 || counted >= rank()) {
            throw new UnsupportedGraphException("uses axis " + axis + " of a tensor with " + rank() + " dimensions");
        }
        return counted;
    }

    public Shape with(int axis, int size) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(axis, size);
        return new Shape(changed);
    }

    public Shape without(int axis) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.remove(axis);
        return new Shape(changed);
    }

    /** The shape of an element-wise operation on tensors of these two shapes. */
    public Shape broadcast(Shape other) {
        int rank = Math.max(rank(), other.rank());
        Integer[] result = new Integer[rank];
        for (int i = 0; i < rank; i++) {
            int here = i - rank + rank();
            int there = i - rank + other.rank();
            int a = here < 0 ? 1 : dim(here);
            int b = there < 0 ? 1 : other.dim(there);
            if (a != b && a != 1 && b != 1) {
                throw new UnsupportedGraphException("combines tensors of shapes " + this + " and " + other);
            }
            result[i] = a == 1 ? b : a;
        }
        return new Shape(Arrays.asList(result));
    }

    @Override
    public String toString() {
        return dims.stream()
                .map(dim -> dim == BATCH ? "N" : dim.toString())
                .toList()
                .toString();
    }
}
