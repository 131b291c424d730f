package io.agender.launcher.run;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.agender.runtime.config.Durations;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupSummary;
import io.agender.text.Printable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summaries as a table for people, in the time of their clock: a row per camera and window, or for as many windows as
 * it takes to fit; as many columns as fit, the most wanted first; and a total. Where faces are tracked it shows people,
 * otherwise faces. A dash is what there is not, a star what is withheld.
 */
public final class SummaryTable {

    private static final String NONE = "-";
    private static final String WITHHELD = "*";
    private static final int MAX_NAME = 16;

    /** Blanks and bars around a cell. */
    private static final int AROUND = 3;

    private final TableStyle style;
    private final List<SummaryRow> rows;
    private final boolean oneDay;

    private SummaryTable(TableStyle style, List<SummaryRow> rows) {
        this.style = style;
        this.rows = rows;
        this.oneDay = rows.stream().map(row -> day(row.start())).distinct().count() == 1;
    }

    /** The table of these windows, by camera and time, as it fits here and by the system's clock. */
    public static String of(List<DemographicSummary> windows) {
        return of(windows, TableStyle.here(ZoneId.systemDefault()));
    }

    /** The table of these windows, by camera and time, and their total. */
    public static String of(List<DemographicSummary> windows, TableStyle style) {
        return of(windows, WindowTotals.of(windows), style);
    }

    /** The table of some windows, by camera and time, and the total of these and others. */
    public static String of(List<DemographicSummary> windows, WindowTotals totals, TableStyle style) {
        if (windows.isEmpty()) {
            return "No window holds a frame.";
        }
        List<SummaryRow> all = windows.stream().map(SummaryRow::of).toList();
        FittingRows fitting = FittingRows.of(all, style.rows(), style.zone());
        List<SummaryRow> rows = fitting.rows().stream().limit(style.rows()).toList();
        SummaryTable table = new SummaryTable(style, rows);
        List<String> lines = new ArrayList<>();
        lines.add(table.text("camera"));
        SummaryRow sum = totals.sum().orElseThrow();
        lines.add(SummaryTotal.of(sum));
        SummaryTotal.missing(sum).ifPresent(lines::add);
        SummaryTotal.impaired(sum).ifPresent(lines::add);
        lines.add(table.clock());
        fitting.step()
                .ifPresent(step -> lines.add("A row is all windows of "
                        + (fitting.isWhole() ? "a camera" : Durations.format(step) + " that begin there")
                        + "; each window is in " + ResultFiles.SUMMARY + "."));
        if (rows.size() < fitting.rows().size()) {
            lines.add((fitting.rows().size() - rows.size()) + " more cameras are in " + ResultFiles.SUMMARY + ".");
        }
        table.noteWithheld(lines);
        return String.join(System.lineSeparator(), lines);
    }

    /** The table of hours and days, of cameras and sites; in that order, then by name and time. */
    public static String ofRollups(List<RollupSummary> periods, TableStyle style) {
        List<RollupSummary> sorted = Rollups.sorted(periods);
        List<String> lines = new ArrayList<>();
        sorted.stream()
                .collect(Collectors.groupingBy(Rollups::heading, LinkedHashMap::new, Collectors.toList()))
                .forEach((heading, some) -> {
                    List<SummaryRow> rows = some.stream()
                            .map(SummaryRow::of)
                            .skip(Math.max(0, some.size() - style.rows()))
                            .toList();
                    SummaryTable table = new SummaryTable(style, rows);
                    lines.add(table.text(heading));
                    lines.add(table.clock());
                    if (rows.size() < some.size()) {
                        lines.add("The newest " + rows.size() + "; all are in the file.");
                    }
                    table.noteWithheld(lines);
                });
        return String.join(System.lineSeparator(), lines);
    }

    private record TableColumn(String header, HorizontalAlign align, int rank, Function<SummaryRow, String> value) {

        int width(List<SummaryRow> rows) {
            return Stream.concat(Stream.of(header), rows.stream().map(value))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
        }

        /** Where nobody knows anything, or nothing is missing, a column tells nothing. */
        boolean tells(List<SummaryRow> rows) {
            return rows.stream().map(value).anyMatch(text -> !text.equals(NONE));
        }
    }

    private String text(String nameHeader) {
        List<TableColumn> columns = fitting(columns(nameHeader));
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
                rows,
                columns.stream().map(SummaryTable::drawn).toList());
    }

    private List<TableColumn> fitting(List<TableColumn> columns) {
        List<TableColumn> chosen = new ArrayList<>();
        int width = -1;
        for (TableColumn column : columns.stream()
                .filter(column -> column.tells(rows))
                .sorted(Comparator.comparingInt(TableColumn::rank))
                .toList()) {
            int wider = width + column.width(rows) + AROUND;
            if (chosen.size() < 2 || wider <= style.width()) {
                chosen.add(column);
                width = wider;
            }
        }
        return columns.stream().filter(chosen::contains).toList();
    }

    private static ColumnData<SummaryRow> drawn(TableColumn column) {
        return new Column()
                .header(column.header())
                .headerAlign(column.align())
                .dataAlign(column.align())
                .maxWidth(Integer.MAX_VALUE)
                .with(column.value());
    }

    /** In the order in which they stand; the lower its rank, the more a column is wanted. */
    private List<TableColumn> columns(String nameHeader) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(left(nameHeader, 0, row -> shortened(Printable.line(row.name()))));
        columns.add(left(oneDay ? "from" : "day and time", 1, this::time));
        columns.add(number("frames", 12, row -> String.valueOf(row.frames())));
        columns.add(number("missing", 2, row -> row.missing() == 0 ? NONE : String.valueOf(row.missing())));
        columns.add(number("can't see s", 2, row -> row.impaired() == 0 ? NONE : String.valueOf(row.impaired())));
        boolean faces = rows.stream().anyMatch(row -> !row.tracked());
        columns.add(number("faces", 3, row -> faces ? String.valueOf(row.faces()) : NONE));
        columns.add(number("present", 10, row -> count(row, row.present())));
        columns.add(number("came in", 3, row -> count(row, row.entered())));
        columns.add(number("left", 9, row -> count(row, row.left())));
        columns.add(number("women", 4, row -> count(row, row.women())));
        columns.add(number("men", 5, row -> count(row, row.men())));
        columns.add(number("unknown", 6, row -> count(row, row.unknown())));
        for (AgeBandCount band : rows.get(0).counts()) {
            columns.add(number(label(band), 13, row -> count(row, row.inBand(band.getFromAge()))));
        }
        columns.add(number("mean age", 8, row -> decimal(row, row.meanAge())));
        columns.add(number("stay s", 7, row -> decimal(row, row.stay())));
        columns.add(number("watched", 10, row -> count(row, row.watched())));
        columns.add(number("attention s", 10, row -> decimal(row, row.attention())));
        columns.add(number("peak", 11, row -> String.valueOf(row.peak())));
        return columns;
    }

    private static TableColumn left(String header, int rank, Function<SummaryRow, String> value) {
        return new TableColumn(header, HorizontalAlign.LEFT, rank, value);
    }

    private static TableColumn number(String header, int rank, Function<SummaryRow, String> value) {
        return new TableColumn(header, HorizontalAlign.RIGHT, rank, value);
    }

    private String time(SummaryRow row) {
        return DateTimeFormatter.ofPattern(oneDay ? "HH:mm:ss" : "MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(style.zone())
                .format(row.start());
    }

    /** Whose clock it is, and of which day. */
    private String clock() {
        return "times: " + style.zone() + (oneDay ? ", " + day(rows.get(0).start()) : "")
                + (rows.stream().anyMatch(SummaryRow::tracked) ? "; women, men, unknown and stay are of who left" : "");
    }

    private void noteWithheld(List<String> lines) {
        if (rows.stream().anyMatch(SummaryRow::withheld)) {
            lines.add("* withheld by privacy.min.count");
        }
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, style.zone());
    }

    private static String count(SummaryRow row, Long value) {
        return value == null ? absent(row) : value.toString();
    }

    private static String decimal(SummaryRow row, Double value) {
        return value == null ? absent(row) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String absent(SummaryRow row) {
        return row.withheld() ? WITHHELD : NONE;
    }

    private static String label(AgeBandCount band) {
        return band.getToAge() == null ? band.getFromAge() + "+" : band.getFromAge() + "-" + band.getToAge();
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
    }
}
