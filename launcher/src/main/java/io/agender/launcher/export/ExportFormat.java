package io.agender.launcher.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What rows are written as. */
public enum ExportFormat {

    /** A table for spreadsheets. */
    CSV,
    /** A table for databases, typed and small. */
    PARQUET,
    /** A JSON object a line. */
    JSONL;

    /** Whether it can be printed. */
    public boolean isText() {
        return this != PARQUET;
    }

    /** Begins to write to a file. */
    RowWriter open(Path file, RowColumns columns) throws IOException {
        return this == PARQUET
                ? new ParquetRows(file, columns)
                : open(Files.newBufferedWriter(file, StandardCharsets.UTF_8), columns);
    }

    /** Begins to write a text; only where this is one. */
    RowWriter open(Writer out, RowColumns columns) throws IOException {
        return this == CSV ? new CsvRows(out, columns) : new JsonRows(out, columns);
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
