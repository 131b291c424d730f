package io.agender.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads JSON into a record and takes nothing that is not exactly as it should be.
 *
 * @param what names the file in errors, such as {@code Model descriptor mine.json}
 */
record StrictJson(String what) {

    private static final JsonMapper JSON = strict();

    /** @throws ModelException when it is not as it should be */
    <T> T read(byte[] json, Class<T> type) {
        JsonNode tree = parse(json);
        nullIn(tree, "").ifPresent(path -> {
            throw wrong(path + " has a value that does not fit, null", null);
        });
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw wrong(problem(tree, e), e);
        } catch (JsonProcessingException e) {
            throw wrong(e.getOriginalMessage(), e);
        }
    }

    private JsonNode parse(byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw wrong("it is not a JSON object", null);
            }
            return tree;
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw wrong("it is not proper JSON" + place, e);
        } catch (IOException e) {
            throw wrong(e.getMessage(), e);
        }
    }

    /** The path of the first null: a value that is not there is left out instead. */
    private static Optional<String> nullIn(JsonNode value, String path) {
        if (value.isNull()) {
            return Optional.of(path);
        }
        if (value.isArray()) {
            return IntStream.range(0, value.size())
                    .mapToObj(i -> nullIn(value.get(i), path + "[" + i + "]"))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return value.properties().stream()
                .map(entry -> nullIn(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Says in our own words what Jackson does not like. */
    private static String problem(JsonNode tree, JsonMappingException error) {
        JsonNode value = tree;
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : error.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
                value = value.path(step.getIndex());
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
                value = value.path(step.getFieldName());
            }
        }
        if (error instanceof UnrecognizedPropertyException) {
            return "it has an unknown key " + path;
        }
        if (value.isMissingNode()) {
            return "it lacks " + path;
        }
        return path + " has a value that does not fit, " + shortened(value.toString());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** @param problem a clause without a full stop */
    ModelException wrong(String problem, Exception cause) {
        return new ModelException(what + " is wrong: " + problem + ".", cause);
    }

    private static JsonMapper strict() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            builder.withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
        }
        return builder.build();
    }
}
