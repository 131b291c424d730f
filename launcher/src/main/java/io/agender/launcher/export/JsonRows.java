package io.agender.launcher.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Rows as JSON objects, a line each, with what is not known as null. */
final class JsonRows implements RowWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;
    private final RowColumns columns;

    /** @param out it is closed with the rows */
    JsonRows(Writer out, RowColumns columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void write(DemographicRow row) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (RowColumns.Column column : columns.all()) {
                json.writeFieldName(column.name());
                write(json, column.value().apply(row));
            }
            json.writeEndObject();
        }
        out.write(line.append('\n').toString());
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
