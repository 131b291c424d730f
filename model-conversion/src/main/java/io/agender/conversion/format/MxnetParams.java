package io.agender.conversion.format;

import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.models.ModelException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code .params} file: a list of arrays, and then the list of their names, such as {@code arg:fc_weight}. The
 * layout of the bytes is that of MXNet's own {@code NDArray::Save} in its versions 0 to 3, for dense arrays of 32-bit
 * floating point numbers.
 */
final class MxnetParams {

    private static final long LIST = 0x112;
    private static final int VERSION_1 = 0xF993FAC8;
    private static final int VERSION_2 = 0xF993FAC9;
    private static final int VERSION_3 = 0xF993FACA;
    private static final int DENSE = 0;
    private static final int FLOAT32 = 0;
    private static final int MAX_DIMENSIONS = 8;

    private final Path file;
    private final ByteBuffer bytes;

    private MxnetParams(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * All arrays by name, without the {@code arg:} or {@code aux:} in front.
     *
     * @throws ModelException when the file is missing or is not such a list
     */
    static Map<String, Floats> read(Path file) {
        try {
            return new MxnetParams(file, Files.readAllBytes(file)).arrays();
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no file " + file + "; give the .params file with the weights.", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage() + ".", e);
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new ModelException(file + " ends in the middle; fetch the file again.", e);
        }
    }

    private Map<String, Floats> arrays() {
        if (bytes.remaining() < 2 * Long.BYTES || bytes.getLong() != LIST) {
            throw new ModelException(file + " is not a .params file of MXNet.");
        }
        bytes.getLong(); // reserved
        List<Floats> arrays = new ArrayList<>();
        for (long count = count(); arrays.size() < count; ) {
            arrays.add(array());
        }
        if (count() != arrays.size()) {
            throw new ModelException(file + " has arrays without names; it holds no network's weights.");
        }
        Map<String, Floats> byName = new LinkedHashMap<>();
        for (Floats array : arrays) {
            byte[] name = new byte[Math.toIntExact(count())];
            bytes.get(name);
            byName.put(new String(name, StandardCharsets.UTF_8).replaceFirst("^(arg|aux):", ""), array);
        }
        return byName;
    }

    /** A number of things of which each takes a byte or more. */
    private long count() {
        long count = bytes.getLong();
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private Floats array() {
        int version = bytes.getInt();
        if (version == VERSION_2 || version == VERSION_3) {
            require(bytes.getInt() == DENSE, "a sparse array");
        }
        boolean numbered = version == VERSION_1 || version == VERSION_2 || version == VERSION_3;
        // Before versions were counted, the number of dimensions stood in the place of the version.
        Shape shape = shape(numbered ? bytes.getInt() : version, numbered);
        bytes.getLong(); // the device it was on
        require(bytes.getInt() == FLOAT32, "numbers other than 32-bit floating point");
        if (shape.elements() > bytes.remaining() / Float.BYTES) {
            throw new BufferUnderflowException();
        }
        float[] values = new float[shape.elements()];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
        return new Floats(shape, values);
    }

    private Shape shape(int dimensions, boolean wide) {
        require(dimensions > 0 && dimensions <= MAX_DIMENSIONS, "an array of " + dimensions + " dimensions");
        List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            int dim = wide ? Math.toIntExact(bytes.getLong()) : bytes.getInt();
            require(dim >= 0, "an array with a negative size");
            dims.add(dim);
        }
        return new Shape(dims);
    }

    private void require(boolean supported, String what) {
        if (!supported) {
            throw new ModelException(file + " has " + what + ", which the converter does not support.");
        }
    }
}
