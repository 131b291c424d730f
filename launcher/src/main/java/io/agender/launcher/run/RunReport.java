package io.agender.launcher.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RecordJson;
import io.agender.schemas.RollupSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;

/**
 * What came out, for programs: an object a line, named by what it is. {@code window} and {@code rollup} hold a record as
 * in the files, {@code total} is the last.
 */
final class RunReport {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    RunReport(PrintWriter out) {
        this.out = out;
    }

    void write(
            List<DemographicSummary> windows, List<RollupSummary> rollups, RunAccount.Totals totals, List<Path> files) {
        windows.forEach(window -> line(json -> record(json, "window", window)));
        rollups.forEach(rollup -> line(json -> record(json, "rollup", rollup)));
        line(json -> total(json, windows, totals, files));
        out.flush();
    }

    private static void total(
            JsonGenerator json, List<DemographicSummary> windows, RunAccount.Totals totals, List<Path> files)
            throws IOException {
        json.writeObjectFieldStart("total");
        json.writeNumberField("framesAnalysed", totals.accounted() - totals.deadLetters());
        json.writeNumberField("facesDetected", totals.faces());
        json.writeNumberField("deadLetters", totals.deadLetters());
        if (!windows.isEmpty()) {
            SummaryRow all = windows.stream()
                    .map(SummaryRow::of)
                    .reduce(SummaryRow::plus)
                    .orElseThrow();
            json.writeNumberField("framesMissing", all.missing());
            number(json, "peopleEntered", all.entered());
            number(json, "tracksEnded", all.left());
            number(json, "women", all.women());
            number(json, "men", all.men());
            number(json, "unknown", all.unknown());
            number(json, "dwellMeanSeconds", all.stay());
        }
        json.writeArrayFieldStart("files");
        for (Path file : files) {
            json.writeString(file.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Number value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long count) {
            json.writeNumber(count);
        } else {
            json.writeNumber(value.doubleValue());
        }
    }

    private static void record(JsonGenerator json, String name, IndexedRecord record) throws IOException {
        json.writeFieldName(name);
        RecordJson.write(json, record, (to, bytes) -> {
            throw new IllegalArgumentException("no summary has bytes");
        });
    }

    private interface Content {

        void write(JsonGenerator json) throws IOException;
    }

    private void line(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
    }
}
