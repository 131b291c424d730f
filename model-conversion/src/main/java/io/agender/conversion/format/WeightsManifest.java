package io.agender.conversion.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.conversion.onnx.Value;
import io.agender.models.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** TensorFlow.js' list of weights, and the files with their bytes that lie beside the file that holds the list. */
final class WeightsManifest {

    private final Path file;

    /** @param file the JSON file that holds the list */
    WeightsManifest(Path file) {
        this.file = file;
    }

    /** What the JSON file holds. */
    JsonNode json() {
        try {
            return new ObjectMapper().readTree(bytes(file));
        } catch (JsonProcessingException e) {
            throw new ModelException(file + " is not JSON; give the .json file of a TensorFlow.js model.", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The weights by name.
     *
     * @param groups the list: groups of weights, each with the names of its files
     */
    Map<String, Value.Constant> weights(JsonNode groups) {
        Map<String, Value.Constant> weights = new LinkedHashMap<>();
        for (JsonNode group : groups) {
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
