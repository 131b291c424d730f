package io.agender.conversion.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.conversion.onnx.ConversionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small MXNet model, put together node by node, and written to a folder as MXNet writes it. */
final class MxnetFixture {

    private final Path folder;
    private final ArrayNode nodes = new ObjectMapper().createArrayNode();
    private final List<String> names = new ArrayList<>();
    private final Map<String, byte[]> arrays = new LinkedHashMap<>();

    MxnetFixture(Path folder) {
        this.folder = folder;
        nothing("data");
    }

    /** A node whose value comes from outside. */
    MxnetFixture nothing(String name) {
        return node("null", name, List.of(), Map.of());
    }

    /** Weights in the present version of the format. */
    MxnetFixture weights(String name, List<Integer> shape, double... values) {
        nothing(name);
        ByteBuffer bytes = buffer(32 + 8 * shape.size() + 4 * values.length)
                .putInt(0xF993FAC9)
                .putInt(0)
                .putInt(shape.size());
        shape.forEach(bytes::putLong);
        return array("arg:" + name, bytes.putInt(1).putInt(0).putInt(0), values);
    }

    /** A file of one array of 2 x 3 numbers, 1 to 6, in a version of the format from 0 to 3. */
    static byte[] paramsOfVersion(int version) {
        ByteBuffer bytes = buffer(200).putLong(0x112).putLong(0).putLong(1);
        if (version > 0) {
            bytes.putInt(0xF993FAC7 + version);
        }
        if (version > 1) {
            bytes.putInt(0); // dense
        }
        bytes.putInt(2);
        for (int size : new int[] {2, 3}) {
            if (version == 0) {
                bytes.putInt(size);
            } else {
                bytes.putLong(size);
            }
        }
        bytes.putInt(1).putInt(0).putInt(0); // on the processor, its number, 32-bit floating point
        for (int value = 1; value <= 6; value++) {
            bytes.putFloat(value);
        }
        bytes.putLong(1).putLong(5).put("arg:w".getBytes(StandardCharsets.UTF_8));
        byte[] file = new byte[bytes.position()];
        bytes.flip().get(file);
        return file;
    }

    /** Weights in the oldest version of the format, with neither a version nor wide sizes. */
    MxnetFixture oldWeights(String name, List<Integer> shape, double... values) {
        nothing(name);
        ByteBuffer bytes = buffer(32 + 4 * shape.size() + 4 * values.length).putInt(shape.size());
        shape.forEach(bytes::putInt);
        return array("aux:" + name, bytes.putInt(1).putInt(0).putInt(0), values);
    }

    private MxnetFixture array(String name, ByteBuffer bytes, double... values) {
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        byte[] array = new byte[bytes.position()];
        bytes.flip().get(array);
        arrays.put(name, array);
        return this;
    }

    MxnetFixture node(String op, String name, List<String> inputs, Map<String, String> attributes) {
        ObjectNode node = nodes.addObject().put("op", op).put("name", name);
        if (!attributes.isEmpty()) { // MXNet leaves out what is empty
            ObjectNode attrs = node.putObject("attrs");
            attributes.forEach(attrs::put);
        }
        ArrayNode places = node.putArray("inputs");
        for (String input : inputs) {
            // The last number says how often a value was written to, as that of a moving mean is.
            places.addArray().add(names.indexOf(input)).add(0).add(input.matches("mean|var") ? 1 : 0);
        }
        names.add(name);
        return this;
    }

    Path symbol() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.set("nodes", nodes);
        return write("model-symbol.json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    Path params() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                buffer(24).putLong(0x112).putLong(0).putLong(arrays.size()).array());
        arrays.values().forEach(bytes::writeBytes);
        bytes.writeBytes(buffer(8).putLong(arrays.size()).array());
        arrays.keySet().forEach(name -> {
            bytes.writeBytes(buffer(8).putLong(name.length()).array());
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        });
        return write("model.params", bytes.toByteArray());
    }

    /** The model for pictures of the given size, with node {@code answer} as its output. */
    byte[] convert(String answer, int width, int height) {
        return MxnetConverter.convert(
                symbol(), params(), width, height, new ConversionOptions("test", "image", Map.of("answer", answer)));
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
