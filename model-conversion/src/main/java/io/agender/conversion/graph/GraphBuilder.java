package io.agender.conversion.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.conversion.onnx.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the graph that TensorFlow would have made of a network that is known by its layers only. */
public final class GraphBuilder {

    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final Map<String, Value.Constant> weights = new LinkedHashMap<>();

    /** Pictures, NHWC as TensorFlow sees them; answers the name for other nodes to take. */
    public String input(String name, int height, int width, int channels) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ArrayNode dims = json.putObject("shape").putObject("shape").putArray("dim");
        for (int dim : new int[] {-1, height, width, channels}) {
            dims.addObject().put("size", dim);
        }
        return add(new GraphNode(name, "Placeholder", List.of(), new Attributes(json)));
    }

    public String constant(String name, Value.Constant value) {
        weights.put(name, value);
        return add(new GraphNode(name, "Const", List.of(), new Attributes(new ObjectMapper().createObjectNode())));
    }

    /**
     * Adds an operation.
     *
     * @param attributes texts, lists of texts and lists of whole numbers
     */
    public String node(String op, String name, List<String> inputs, Map<String, ?> attributes) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        attributes.forEach((key, value) -> {
            if (value instanceof String text) {
                json.putObject(key).put("s", encoded(text));
            } else if (value instanceof List<?> list && list.get(0) instanceof String) {
                ArrayNode texts = json.putObject(key).putObject("list").putArray("s");
                list.forEach(text -> texts.add(encoded((String) text)));
            } else if (value instanceof List<?> list) {
                ArrayNode numbers = json.putObject(key).putObject("list").putArray("i");
                list.forEach(number -> numbers.add(number.toString()));
            } else {
                throw new IllegalArgumentException("attribute " + key + " of " + value.getClass());
            }
        });
        return add(new GraphNode(name, op, inputs, new Attributes(json)));
    }

    public boolean has(String name) {
        return nodes.containsKey(name);
    }

    public TfjsModel build() {
        return new TfjsModel(nodes, weights);
    }

    private String add(GraphNode node) {
        if (nodes.put(node.name(), node) != null) {
            throw new IllegalArgumentException("two nodes named " + node.name());
        }
        return node.name();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
