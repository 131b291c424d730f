package io.agender.conversion.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.agender.conversion.graph.Attributes;
import io.agender.conversion.graph.GraphNode;
import io.agender.conversion.graph.TfjsModel;
import io.agender.models.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a graph model's {@code .json} and the weight files that it names, which lie beside it. */
final class TfjsReader {

    private final Path file;

    TfjsReader(Path file) {
        this.file = file;
    }

    TfjsModel read() {
        WeightsManifest manifest = new WeightsManifest(file);
        JsonNode json = manifest.json();
        if (!json.path("modelTopology").path("node").isArray()
                || !json.path("weightsManifest").isArray()) {
            throw new ModelException(
                    file + " is not a TensorFlow.js graph model: it lacks a list of nodes or weights.");
        }
        Map<String, GraphNode> nodes = new LinkedHashMap<>();
        for (JsonNode node : json.path("modelTopology").path("node")) {
            String name = node.path("name").asText();
            nodes.put(
                    name,
                    new GraphNode(name, node.path("op").asText(), inputs(node), new Attributes(node.path("attr"))));
        }
        return new TfjsModel(nodes, manifest.weights(json.path("weightsManifest")));
    }

    private List<String> inputs(JsonNode node) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : node.path("input")) {
            String name = input.asText();
            if (name.startsWith("^")) {
                continue; // only says what runs first
            }
            int port = name.indexOf(':');
            if (port >= 0 && !name.endsWith(":0")) {
                throw new ModelException("Node " + node.path("name").asText() + " of " + file
                        + " takes the second answer of another node, which the converter does not support.");
            }
            inputs.add(port >= 0 ? name.substring(0, port) : name);
        }
        return inputs;
    }
}
