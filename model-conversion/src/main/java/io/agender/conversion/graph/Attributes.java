package io.agender.conversion.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.agender.conversion.onnx.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The attributes of one node: protobuf's JSON form, in which whole numbers are strings and texts are Base64. */
public record Attributes(JsonNode json) {

    public int integer(String name, int otherwise) {
        JsonNode value = json.path(name).path("i");
        return value.isMissingNode() ? otherwise : value.asInt();
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = json.path(name).path("b");
        return value.isMissingNode() ? otherwise : value.asBoolean();
    }

    public String text(String name, String otherwise) {
        JsonNode value = json.path(name).path("s");
        return value.isMissingNode() ? otherwise : decoded(value);
    }

    public List<Integer> integers(String name, List<Integer> otherwise) {
        JsonNode values = json.path(name).path("list").path("i");
        if (values.isMissingNode()) {
            return otherwise;
        }
        List<Integer> result = new ArrayList<>();
        values.forEach(value -> result.add(value.asInt()));
        return result;
    }

    public List<String> texts(String name) {
        List<String> result = new ArrayList<>();
        json.path(name).path("list").path("s").forEach(value -> result.add(decoded(value)));
        return result;
    }

    /** The dimensions of a placeholder; an unknown first one is the batch. */
    public Shape shape(String name) {
        List<Integer> dims = new ArrayList<>();
        for (JsonNode dim : json.path(name).path("shape").path("dim")) {
            int size = dim.path("size").asInt();
            dims.add(size < 0 && dims.isEmpty() ? Shape.BATCH : size);
        }
        return new Shape(dims);
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }
}
