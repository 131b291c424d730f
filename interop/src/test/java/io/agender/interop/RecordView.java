package io.agender.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Shows an Avro value, generic or specific, as JSON that every client can say the same in: all fields by name, a union as
 * the value it holds, times in microseconds, bytes by their number and SHA-256. It walks the schema, so it knows no field.
 */
final class RecordView {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordView() {}

    static JsonNode of(Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof IndexedRecord record) {
            return record(record);
        } else if (value instanceof Collection<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(of(item)));
            return array;
        } else if (value instanceof ByteBuffer bytes) {
            return bytes(bytes);
        } else {
            return scalar(value);
        }
    }

    private static JsonNode record(IndexedRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            object.set(field.name(), of(record.get(field.pos())));
        }
        return object;
    }

    private static JsonNode bytes(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return JSON.objectNode()
                    .put("bytes", bytes.remaining())
                    .put("sha256", HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        } else if (value instanceof Float || value instanceof Double) {
            return JSON.numberNode(((Number) value).doubleValue());
        } else if (value instanceof Instant time) {
            return JSON.numberNode(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        }
        return JSON.textNode(value.toString()); // strings and enums, of whatever class the deserializer has for them
    }
}
