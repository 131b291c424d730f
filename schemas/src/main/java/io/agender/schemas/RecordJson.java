package io.agender.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes Avro records as plain JSON, a line each: fields by name, times as ISO-8601 in UTC, a union as the value it
 * holds. Records with bytes are refused, so that no picture can leave this way, unless the caller says what stands for
 * them.
 */
public final class RecordJson {

    private static final JsonFactory JSON = new JsonFactory();

    private RecordJson() {}

    /** Writes what stands for bytes, as the value of a field. */
    @FunctionalInterface
    public interface BytesWriter {

        /** @param bytes its own view of them */
        void write(JsonGenerator json, ByteBuffer bytes) throws IOException;
    }

    /** The record as one line, without a line end. */
    public static String line(IndexedRecord record) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, record, RecordJson::writeScalar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a record as an object into JSON that is more than that. */
    public static void write(JsonGenerator json, IndexedRecord record, BytesWriter bytes) throws IOException {
        writeValue(json, record, bytes);
    }

    private static void writeValue(JsonGenerator json, Object value, BytesWriter bytes) throws IOException {
        if (value instanceof IndexedRecord record) {
            json.writeStartObject();
            for (Schema.Field field : record.getSchema().getFields()) {
                json.writeFieldName(field.name());
                writeValue(json, record.get(field.pos()), bytes);
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writeValue(json, item, bytes);
            }
            json.writeEndArray();
        } else if (value instanceof ByteBuffer buffer) {
            bytes.write(json, buffer.duplicate());
        } else {
            writeScalar(json, value);
        }
    }

    private static void writeScalar(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof CharSequence || value instanceof Enum || value instanceof Instant) {
            json.writeString(value.toString());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else {
            throw new IllegalArgumentException(
                    "No JSON form for a " + value.getClass().getName());
        }
    }
}
