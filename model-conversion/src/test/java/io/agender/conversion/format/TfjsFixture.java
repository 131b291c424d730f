package io.agender.conversion.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.conversion.Nhwc;
import io.agender.conversion.OnnxNetwork;
import io.agender.conversion.onnx.ConversionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A small TensorFlow.js model, put together node by node, written to a folder and converted. */
final class TfjsFixture {

    private final Path folder;
    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private final ArrayNode nodes = json.putObject("modelTopology").putArray("node");
    private final ArrayNode weights;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TfjsFixture(Path folder) {
        this.folder = folder;
        ObjectNode group = json.putArray("weightsManifest").addObject();
        group.putArray("paths").add("model.bin");
        weights = group.putArray("weights");
    }

    /** The input {@code x}; its batch is open. */
    TfjsFixture input(int... dims) {
        ObjectNode node = node("Placeholder", "x", List.of());
        ArrayNode shape = node.with("attr").with("shape").with("shape").putArray("dim");
        shape.addObject().put("size", "-1");
        for (int dim : dims) {
            shape.addObject().put("size", Integer.toString(dim));
        }
        return this;
    }

    TfjsFixture floats(String name, List<Integer> shape, double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putFloat((float) value);
        }
        return weight(name, "float32", shape, buffer.array());
    }

    TfjsFixture ints(String name, List<Integer> shape, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return weight(name, "int32", shape, buffer.array());
    }

    TfjsFixture quantized(
            String name, List<Integer> shape, String stored, double scale, double min, byte... storedBytes) {
        weight(name, "float32", shape, storedBytes);
        ObjectNode entry = (ObjectNode) weights.get(weights.size() - 1);
        entry.putObject("quantization").put("dtype", stored).put("scale", scale).put("min", min);
        return this;
    }

    /** A node {@code name}; attributes are whole numbers, flags, texts, or lists of whole numbers or texts. */
    TfjsFixture node(String op, String name, List<String> inputs, Map<String, ?> attributes) {
        ObjectNode attr = node(op, name, inputs).with("attr");
        attributes.forEach((key, value) -> attribute(attr.putObject(key), value));
        return this;
    }

    Path write() {
        try {
            Files.write(folder.resolve("model.bin"), bytes.toByteArray());
            return Files.writeString(folder.resolve("model.json"), json.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model with node {@code answer} as its output. */
    byte[] convert(String answer) {
        return TfjsConverter.convert(write(), new ConversionOptions("test", "image", Map.of("answer", answer)));
    }

    /** What node {@code answer} of the converted model says to some pictures. */
    OnnxNetwork.Answer run(String answer, Nhwc pictures) {
        try (OnnxNetwork network = new OnnxNetwork(convert(answer))) {
            return network.run(
                    "answer",
                    pictures.asNchw(),
                    pictures.count(),
                    pictures.channels(),
                    pictures.height(),
                    pictures.width());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private TfjsFixture weight(String name, String type, List<Integer> shape, byte[] data) {
        node("Const", name, List.of());
        ObjectNode entry = weights.addObject().put("name", name).put("dtype", type);
        ArrayNode dims = entry.putArray("shape");
        shape.forEach(dims::add);
        bytes.writeBytes(data);
        return this;
    }

    private ObjectNode node(String op, String name, List<String> inputs) {
        ObjectNode node = nodes.addObject().put("name", name).put("op", op);
        ArrayNode names = node.putArray("input");
        inputs.forEach(names::add);
        node.putObject("attr");
        return node;
    }

    private static void attribute(ObjectNode target, Object value) {
        if (value instanceof Integer number) {
            target.put("i", number.toString());
        } else if (value instanceof Boolean flag) {
            target.put("b", flag);
        } else if (value instanceof String text) {
            target.put("s", base64(text));
        } else {
            ObjectNode list = target.putObject("list");
            for (Object element : (List<?>) value) {
                if (element instanceof Integer number) {
                    list.withArray("i").add(number.toString());
                } else {
                    list.withArray("s").add(base64((String) element));
                }
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
