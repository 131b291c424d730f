package io.agender.launcher.export;

import io.agender.dashboard.view.SummaryCsv;
import io.agender.schemas.DemographicRow;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows as a table for spreadsheets, with a head. Local times are written so that spreadsheets take them for times, and a
 * text that they would take for a formula gets an apostrophe in front, as in the other tables.
 */
final class CsvRows implements RowWriter {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final CSVPrinter csv;
    private final RowColumns columns;

    /** @param out it is closed with the rows */
    CsvRows(Writer out, RowColumns columns) throws IOException {
        this.columns = columns;
        csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord(columns.all().stream().map(RowColumns.Column::name).toList());
    }

    @Override
    public void write(DemographicRow row) throws IOException {
        csv.printRecord(columns.all().stream()
                .map(column -> cell(column.value().apply(row)))
                .toList());
    }

    private static Object cell(Object value) {
        if (value instanceof LocalDateTime time) {
            return LOCAL.format(time);
        }
        return value instanceof String text ? SummaryCsv.harmless(text) : value;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
