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
public final class RunReport {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    /** @param out takes the lines */
    public RunReport(PrintWriter out) {
        this.out = out;
    }

    void write(
            List<DemographicSummary> windows, List<RollupSummary> rollups, RunAccount.Totals totals, List<Path> files) {
        windows.forEach(window -> line(json -> record(json, "window", window)));
        rollups.forEach(rollup -> line(json -> record(json, "rollup", rollup)));
        total(
                totals.accounted() - totals.deadLetters(),
                totals.faces(),
                totals.deadLetters(),
                WindowTotals.of(windows),
                files);
    }

    /** Tells a window. */
    public void window(DemographicSummary window) {
        line(json -> record(json, "window", window));
        out.flush();
    }

    /** Tells an hour or a day. */
    public void rollup(RollupSummary rollup) {
        line(json -> record(json, "rollup", rollup));
        out.flush();
    }

    /**
     * Tells what a run came to.
     *
     * @param frames that were analysed
     * @param faces in them
     * @param windows all that became final
     * @param files that were written
     */
    public void total(long frames, long faces, long deadLetters, WindowTotals windows, List<Path> files) {
        line(json -> {
            json.writeObjectFieldStart("total");
            json.writeNumberField("framesAnalysed", frames);
            json.writeNumberField("facesDetected", faces);
            json.writeNumberField("deadLetters", deadLetters);
            if (windows.sum().isPresent()) {
                windows(json, windows.sum().get());
            }
            json.writeArrayFieldStart("files");
            for (Path file : files) {
                json.writeString(file.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        out.flush();
    }

    private static void windows(JsonGenerator json, SummaryRow all) throws IOException {
        json.writeNumberField("framesMissing", all.missing());
        json.writeNumberField("secondsImpaired", all.impaired());
        number(json, "peopleEntered", all.entered());
        number(json, "tracksEnded", all.left());
        number(json, "women", all.women());
        number(json, "men", all.men());
        number(json, "unknown", all.unknown());
        number(json, "dwellMeanSeconds", all.stay());
        number(json, "watchersEnded", all.watched());
        number(json, "attentionMeanSeconds", all.attention());
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
