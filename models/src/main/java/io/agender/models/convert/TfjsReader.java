package io.agender.models.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.models.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        JsonNode json = json();
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
        return new TfjsModel(nodes, weights(json.path("weightsManifest")));
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(bytes(file));
        } catch (JsonProcessingException e) {
            throw new ModelException(file + " is not JSON; give the .json file of a TensorFlow.js graph model.", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
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

    private Map<String, Value.Constant> weights(JsonNode manifest) {
        Map<String, Value.Constant> weights = new LinkedHashMap<>();
        for (JsonNode group : manifest) {
            ByteArrayOutputStream shards = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                shards.writeBytes(bytes(file.resolveSibling(path.asText())));
            }
            WeightsDecoder decoder = new WeightsDecoder(file, shards.toByteArray());
            group.path("weights")
                    .forEach(entry -> weights.put(entry.path("name").asText(), decoder.next(entry)));
            decoder.end();
        }
        return weights;
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "There is no file " + path + "; a model's .json and .bin files belong together.", e);
        } catch (IOException e) {
            throw new ModelException(path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
