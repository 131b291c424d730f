package io.agender.launcher.models;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.agender.models.MeasuredErrors;
import io.agender.models.MeasuredErrors.By;
import io.agender.models.MeasuredErrors.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How far a model is off, as tables for people. */
record ErrorTables(MeasuredErrors errors) {

    private static final String NONE = "–";

    /** What they were measured on, then a table for each way in which faces are told apart. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Errors, measured on " + errors.measured() + " on " + errors.data() + " with the detector "
                + errors.detector() + "; the weakest first.");
        lines.add(String.format(
                Locale.ROOT,
                "Ages are off by years on average; right is the share of the genders that are named: none below an answered"
                        + " age of %.0f.",
                errors.genderMinAge()));
        if (errors.rows().stream().anyMatch(row -> row.by() == By.SIZE)) {
            lines.add("Faces by size stand in a frame of " + errors.frame() + " pixels"
                    + (errors.minFaceSide() > 0
                            ? String.format(Locale.ROOT, "; none below %.0f is classified.", errors.minFaceSide())
                            : ", and all that are found are classified."));
        }
        for (By by : By.values()) {
            List<Row> rows =
                    errors.rows().stream().filter(row -> row.by() == by).toList();
            if (!rows.isEmpty()) {
                lines.add(table(by, rows));
            }
        }
        return lines;
    }

    private static String table(By by, List<Row> rows) {
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
                rows,
                List.of(
                        new Column()
                                .header(by.words())
                                .headerAlign(HorizontalAlign.LEFT)
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(Row::part),
                        number("faces", row -> String.valueOf(row.faces())),
                        number("found", row -> percent((double) row.found() / row.faces())),
                        number("age off", row -> years(row.ageError(), "%.1f")),
                        number("bias", row -> years(row.ageBias(), "%+.1f")),
                        number("named", row -> percent(row.genderNamed())),
                        number("right", row -> percent(row.genderRight()))));
    }

    private static ColumnData<Row> number(String header, Function<Row, String> value) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(value::apply);
    }

    private static String years(Double years, String format) {
        return years == null ? NONE : String.format(Locale.ROOT, format, years);
    }

    private static String percent(Double share) {
        return share == null ? NONE : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
