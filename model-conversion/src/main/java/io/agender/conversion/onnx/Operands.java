package io.agender.conversion.onnx;

import java.util.List;

/** The values that a node takes. */
public record Operands(List<Value> values) {

    public Operands {
        values = List.copyOf(values);
    }

    public int count() {
        return values.size();
    }

    public Value get(int index) {
        if (index >= values.size()) {
            throw new UnsupportedGraphException("has only " + values.size() + " inputs");
        }
        return values.get(index);
    }

    /** A value that must be known: weights. */
    public Value.Floats floats(int index) {
        if (get(index) instanceof Value.Floats floats) {
            return floats;
        }
        throw new UnsupportedGraphException("has an input " + index + " that is not a constant of numbers");
    }

    /** A value that must be known: a shape, an axis, a size. */
    public Value.Ints ints(int index) {
        if (get(index) instanceof Value.Ints ints) {
            return ints;
        }
        throw new UnsupportedGraphException("has an input " + index + " that is not a constant of whole numbers");
    }

    public int integer(int index) {
        Value.Ints ints = ints(index);
        if (ints.values().length != 1) {
            throw new UnsupportedGraphException("has an input " + index + " that is not a single number");
        }
        return ints.values()[0];
    }

    /** Pictures: a value of four dimensions. */
    public Value pictures(int index) {
        Value value = get(index);
        if (value.shape().rank() != 4) {
            throw new UnsupportedGraphException("expects pictures, but is given shape " + value.shape());
        }
        return value;
    }
}
