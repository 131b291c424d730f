package io.agender.launcher.export;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Rows as a Parquet file: moments are timestamps of UTC, local times are timestamps without a zone, what is null is left out. */
final class ParquetRows implements RowWriter {

    private final RowColumns columns;
    private final ParquetWriter<DemographicRow> parquet;

    ParquetRows(Path file, RowColumns columns) throws IOException {
        this.columns = columns;
        parquet = ParquetWriter.writeFile(schema(columns), file.toFile(), this::write);
    }

    private static MessageType schema(RowColumns columns) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (RowColumns.Column column : columns.all()) {
            PrimitiveTypeName type =
                    switch (column.kind()) {
                        case TEXT -> PrimitiveTypeName.BINARY;
                        case INT -> PrimitiveTypeName.INT32;
                        case LONG, MOMENT, LOCAL_TIME -> PrimitiveTypeName.INT64;
                        case DOUBLE -> PrimitiveTypeName.DOUBLE;
                        case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
                    };
            schema.addField(Types.optional(type).as(annotation(column.kind())).named(column.name()));
        }
        return schema.named("rows");
    }

    private static LogicalTypeAnnotation annotation(RowColumns.Kind kind) {
        return switch (kind) {
            case TEXT -> LogicalTypeAnnotation.stringType();
            case MOMENT -> LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS);
            case LOCAL_TIME -> LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS);
            case INT, LONG, DOUBLE, BOOLEAN -> null;
        };
    }

    private void write(DemographicRow row, ValueWriter values) {
        for (RowColumns.Column column : columns.all()) {
            Object value = column.value().apply(row);
            if (value != null) {
                values.write(column.name(), stored(value));
            }
        }
    }

    private static Object stored(Object value) {
        if (value instanceof Instant moment) {
            return moment.toEpochMilli();
        }
        return value instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC).toEpochMilli()
                : value;
    }

    @Override
    public void write(DemographicRow row) throws IOException {
        parquet.write(row);
    }

    @Override
    public void close() throws IOException {
        parquet.close();
    }
}
