package io.agender.dashboard.view;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ModelUse;
import io.agender.schemas.SummaryField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes windows, or hours and days, as a table for spreadsheets, a line each and a column for each field. Withheld counts
 * are the word "withheld", what is unknown is empty. A text that a spreadsheet would take for a formula gets an apostrophe
 * in front. The age bands of all records are columns, so they are gathered first; then the lines are written, as few at a
 * time as one likes. Not thread-safe.
 */
public final class SummaryCsv {

    /** What a column is called where not as its field. */
    private static final Map<String, String> NAMES = Map.of("cameraId", "camera");

    private static final String WITHHELD = "withheld";

    /** For each band in its turn. */
    private static final List<SummaryField> BAND_COLUMNS = SummaryField.of(AgeBandCount.getClassSchema()).stream()
            .filter(field -> field.privacy().isOfPeople())
            .toList();

    /** As spreadsheets take it for a time. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Before the times of a period those by the clock of its place. */
    private static final Map<String, String> LOCAL_NAMES = Map.of("periodStart", "localStart", "periodEnd", "localEnd");

    /** All fields in the order of the schema, but for the tables, estimates, the figures of zones and lines, and what the word tells. */
    private final List<SummaryField> columns;

    private final Style style;
    private final SummaryField table;
    private final SummaryField withheld;
    private final Map<Integer, String> bands = new TreeMap<>();

    /**
     * How it is written.
     *
     * @param decimalComma as spreadsheets want it where numbers have one: with semicolons between the cells
     * @param zone by whose clock local times stand before those of UTC; without one there are none
     */
    public record Style(boolean decimalComma, Optional<Function<IndexedRecord, ZoneId>> zone) {

        static final Style PLAIN = new Style(false, Optional.empty());
    }

    /** For windows. */
    public SummaryCsv() {
        this(DemographicSummary.getClassSchema());
    }

    /** @param schema that of the windows, or of the hours and days; its first table is shown */
    public SummaryCsv(Schema schema) {
        this(schema, Style.PLAIN);
    }

    /** @param schema as above */
    public SummaryCsv(Schema schema, Style style) {
        this.style = style;
        List<SummaryField> fields = SummaryField.of(schema);
        columns = fields.stream()
                .filter(field -> !field.isTable()
                        && !field.isFigures()
                        && !isEstimates(field)
                        && !field.name().equals(WITHHELD))
                .toList();
        table = fields.stream().filter(SummaryField::isTable).findFirst().orElseThrow();
        withheld = fields.stream()
                .filter(field -> field.name().equals(WITHHELD))
                .findFirst()
                .orElseThrow();
    }

    /** Estimates are a table of groups that differ by model; of hours and days alone. */
    private static boolean isEstimates(SummaryField field) {
        return field.field().schema().isUnion()
                && field.field().schema().getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.ARRAY);
    }

    /**
     * Makes room for the age bands of a record that will be written.
     *
     * @return whether there was no room for one of them
     */
    public boolean expect(IndexedRecord summary) {
        int before = bands.size();
        table(summary).forEach(band -> bands.putIfAbsent(band.getFromAge(), label(band)));
        return bands.size() > before;
    }

    @SuppressWarnings("unchecked")
    private List<AgeBandCount> table(IndexedRecord summary) {
        return (List<AgeBandCount>) table.in(summary);
    }

    /** The line over the columns. */
    public String head() {
        List<Object> head = new ArrayList<>();
        columns.forEach(column -> {
            if (isLocal(column)) {
                head.add(LOCAL_NAMES.get(column.name()));
            }
            head.add(NAMES.getOrDefault(column.name(), column.name()));
        });
        bands.values().forEach(band -> BAND_COLUMNS.forEach(column -> head.add(column.name() + " " + band)));
        return printed(List.of(head));
    }

    /** The lines of some records. */
    public String lines(List<? extends IndexedRecord> summaries) {
        return printed(summaries.stream().map(this::line).toList());
    }

    private boolean isLocal(SummaryField column) {
        return style.zone().isPresent() && LOCAL_NAMES.containsKey(column.name());
    }

    private String printed(List<List<Object>> lines) {
        StringBuilder text = new StringBuilder();
        CSVFormat format = style.decimalComma()
                ? CSVFormat.RFC4180.builder().setDelimiter(';').get()
                : CSVFormat.RFC4180;
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (List<Object> line : lines) {
                printer.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String label(AgeBandCount band) {
        return band.getFromAge() + (band.getToAge() == null ? "+" : "-" + band.getToAge());
    }

    private List<Object> line(IndexedRecord summary) {
        List<Object> line = new ArrayList<>();
        boolean some = (Boolean) withheld.in(summary);
        columns.forEach(column -> {
            if (isLocal(column)) {
                ZoneId zone = style.zone().orElseThrow().apply(summary);
                line.add(LOCAL.format(((Instant) column.in(summary)).atZone(zone)));
            }
            line.add(cell(some, column, column.in(summary)));
        });
        Map<Integer, AgeBandCount> counts = table(summary).stream()
                .collect(Collectors.toMap(AgeBandCount::getFromAge, band -> band, (one, other) -> one));
        for (int from : bands.keySet()) {
            AgeBandCount band = counts.get(from);
            for (SummaryField column : BAND_COLUMNS) {
                line.add(band == null ? null : cell(some, column, column.in(band)));
            }
        }
        return line;
    }

    private Object cell(boolean withheld, SummaryField column, Object value) {
        if (value == null) {
            return withheld && column.isCount() && column.privacy().isOfPeople() ? WITHHELD : null;
        }
        if (value instanceof List<?> models) {
            return harmless(
                    models.stream().map(model -> ((ModelUse) model).getName()).collect(Collectors.joining(" ")));
        }
        if (style.decimalComma() && value instanceof Double number) {
            return number.toString().replace('.', ',');
        }
        return value instanceof String text ? harmless(text) : value;
    }

    /** Spreadsheets run what begins so. */
    public static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
