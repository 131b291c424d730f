package io.agender.dashboard.view;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ModelUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes windows as a table for spreadsheets, a line each. Withheld figures are the word "withheld", unknown ones are
 * empty. A text that a spreadsheet would take for a formula gets an apostrophe in front. The age bands of all windows are
 * columns, so they are gathered first; then the lines are written, as few at a time as one likes. Not thread-safe.
 */
public final class SummaryCsv {

    private static final List<Column> COLUMNS = List.of(
            new Column("camera", window -> harmless(window.getCameraId())),
            new Column("site", window -> harmless(window.getSite())),
            new Column("windowStart", DemographicSummary::getWindowStart),
            new Column("windowEnd", DemographicSummary::getWindowEnd),
            new Column("status", DemographicSummary::getStatus),
            new Column("revision", DemographicSummary::getRevision),
            new Column("framesAnalysed", DemographicSummary::getFramesAnalysed),
            new Column("framesPredicted", DemographicSummary::getFramesPredicted),
            new Column("framesMissing", DemographicSummary::getFramesMissing),
            new Column("framesUndecodable", DemographicSummary::getFramesUndecodable),
            new Column("framesLate", DemographicSummary::getFramesLate),
            new Column("secondsWithoutFrames", DemographicSummary::getSecondsWithoutFrames),
            new Column("facesDetected", DemographicSummary::getFacesDetected),
            new Column("peoplePresent", window -> count(window, window.getPeoplePresent())),
            new Column("peopleEntered", window -> count(window, window.getPeopleEntered())),
            new Column("tracksEnded", window -> count(window, window.getTracksEnded())),
            new Column("dwellMeanSeconds", DemographicSummary::getDwellMeanSeconds),
            new Column("dwellMedianSeconds", DemographicSummary::getDwellMedianSeconds),
            new Column("countedUnit", DemographicSummary::getCountedUnit),
            new Column("meanAge", DemographicSummary::getMeanAge),
            new Column("medianAge", DemographicSummary::getMedianAge),
            new Column("averageOccupancy", DemographicSummary::getAverageOccupancy),
            new Column("peakOccupancy", DemographicSummary::getPeakOccupancy),
            new Column("models", SummaryCsv::models));

    /** For each band in its turn. */
    private static final List<BandColumn> BAND_COLUMNS = List.of(
            new BandColumn("female", AgeBandCount::getFemale),
            new BandColumn("male", AgeBandCount::getMale),
            new BandColumn("unknown", AgeBandCount::getUnknown));

    private final Map<Integer, String> bands = new TreeMap<>();

    private record Column(String name, Function<DemographicSummary, Object> cell) {}

    private record BandColumn(String name, Function<AgeBandCount, Long> count) {}

    /** Makes room for the age bands of a window that will be written. */
    public void expect(DemographicSummary window) {
        window.getCounts().forEach(band -> bands.putIfAbsent(band.getFromAge(), label(band)));
    }

    /** The line over the columns. */
    public String head() {
        List<Object> head = new ArrayList<>();
        COLUMNS.forEach(column -> head.add(column.name()));
        bands.values().forEach(band -> BAND_COLUMNS.forEach(column -> head.add(column.name() + " " + band)));
        return printed(List.of(head));
    }

    /** The lines of some windows. */
    public String lines(List<DemographicSummary> windows) {
        return printed(windows.stream().map(this::line).toList());
    }

    private static String printed(List<List<Object>> lines) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
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

    private List<Object> line(DemographicSummary window) {
        List<Object> line = new ArrayList<>();
        COLUMNS.forEach(column -> line.add(column.cell().apply(window)));
        Map<Integer, AgeBandCount> counts = window.getCounts().stream()
                .collect(Collectors.toMap(AgeBandCount::getFromAge, band -> band, (one, other) -> one));
        for (int from : bands.keySet()) {
            AgeBandCount band = counts.get(from);
            for (BandColumn column : BAND_COLUMNS) {
                line.add(band == null ? null : count(window, column.count().apply(band)));
            }
        }
        return line;
    }

    private static String models(DemographicSummary window) {
        return harmless(window.getModels().stream().map(ModelUse::getName).collect(Collectors.joining(" ")));
    }

    private static Object count(DemographicSummary window, Long value) {
        return value == null && window.getWithheld() ? "withheld" : value;
    }

    /** Spreadsheets run what begins so. */
    static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
