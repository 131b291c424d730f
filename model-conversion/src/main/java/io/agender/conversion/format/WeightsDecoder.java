package io.agender.conversion.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.models.ModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes one weight after the other out of the bytes of a group, and undoes the quantisation. */
final class WeightsDecoder {

    private final Path file;
    private final ByteBuffer bytes;

    WeightsDecoder(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Value.Constant next(JsonNode entry) {
        JsonNode quantization = entry.path("quantization");
        String stored = quantization.path("dtype").asText(entry.path("dtype").asText());
        try {
            Shape shape = shape(entry);
            return switch (entry.path("dtype").asText()) {
                case "float32" -> floats(shape, stored, quantization);
                case "int32" -> ints(shape, stored, quantization);
                default -> throw unsupported(entry, stored);
            };
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new ModelException(
                    "The weights of " + file + " end before " + name(entry) + "; fetch the .bin file again.", e);
        } catch (UnsupportedGraphException e) {
            throw unsupported(entry, stored);
        }
    }

    /** The shape of a weight, small enough for the bytes that are left: no number takes less than one of them. */
    private Shape shape(JsonNode entry) {
        List<Integer> dims = new ArrayList<>();
        entry.path("shape").forEach(dim -> dims.add(dim.asInt()));
        Shape shape = new Shape(dims);
        if (shape.elements() > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return shape;
    }

    /** Says that there are no more weights. */
    void end() {
        if (bytes.hasRemaining()) {
            throw new ModelException("The weights of " + file + " have " + bytes.remaining()
                    + " bytes more than it describes; the .json and .bin files do not belong together.");
        }
    }

    private Value.Floats floats(Shape shape, String stored, JsonNode quantization) {
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.equals("float32") ? bytes.getFloat() : (float) dequantized(stored, quantization);
        }
        return new Value.Floats(shape, values);
    }

    private Value.Ints ints(Shape shape, String stored, JsonNode quantization) {
        int[] values = new int[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.equals("int32") ? bytes.getInt() : (int) Math.round(dequantized(stored, quantization));
        }
        return new Value.Ints(shape, values);
    }

    private double dequantized(String stored, JsonNode quantization) {
        double scale = quantization.path("scale").asDouble();
        double min = quantization.path("min").asDouble();
        return switch (stored) {
            case "float16" -> HalfFloat.toFloat(bytes.getShort());
            case "uint8" -> Byte.toUnsignedInt(bytes.get()) * scale + min;
            case "uint16" -> Short.toUnsignedInt(bytes.getShort()) * scale + min;
            default -> throw new UnsupportedGraphException(stored);
        };
    }

    private ModelException unsupported(JsonNode entry, String stored) {
        return new ModelException("Weight " + name(entry) + " of " + file + " is "
                + entry.path("dtype").asText() + " stored as " + stored + ", which the converter does not support.");
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText();
    }
}
