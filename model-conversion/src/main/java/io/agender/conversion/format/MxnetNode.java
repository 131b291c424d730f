package io.agender.conversion.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.agender.conversion.onnx.UnsupportedGraphException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node of an MXNet symbol. All its attributes are texts, lists among them such as {@code (3, 3)}.
 *
 * @param inputs places of the nodes that it takes its values from
 */
record MxnetNode(String name, String op, List<Integer> inputs, JsonNode attributes) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    MxnetNode {
        inputs = List.copyOf(inputs);
    }

    static MxnetNode of(JsonNode json) {
        List<Integer> inputs = new ArrayList<>();
        for (JsonNode input : json.path("inputs")) {
            if (input.path(1).asInt() != 0) {
                throw new UnsupportedGraphException("takes the second answer of another node");
            }
            inputs.add(input.path(0).asInt());
        }
        // Three names for the same thing, from the oldest version of MXNet to the newest.
        JsonNode attributes =
                json.has("attrs") ? json.get("attrs") : json.has("attr") ? json.get("attr") : json.path("param");
        return new MxnetNode(json.path("name").asText(), json.path("op").asText(), inputs, attributes);
    }

    String text(String name, String otherwise) {
        return attributes.path(name).asText(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        String text = text(name, String.valueOf(otherwise));
        return text.equalsIgnoreCase("true") || text.equals("1");
    }

    double number(String name, double otherwise) {
        JsonNode value = attributes.path(name);
        return value.isMissingNode() ? otherwise : Double.parseDouble(value.asText());
    }

    List<Integer> integers(String name, List<Integer> otherwise) {
        if (!attributes.has(name)) {
            return otherwise;
        }
        List<Integer> numbers = new ArrayList<>();
        Matcher each = NUMBER.matcher(attributes.get(name).asText());
        while (each.find()) {
            numbers.add(Integer.parseInt(each.group()));
        }
        return numbers;
    }
}
