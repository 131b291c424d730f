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
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes windows as a table for spreadsheets, a line each. Withheld figures are the word "withheld", unknown ones are
 * empty. A text that a spreadsheet would take for a formula gets an apostrophe in front. The age bands of all windows are
 * columns, so they are gathered first; then the lines are written, as few at a time as one likes. Not thread-safe.
 */
public final class SummaryCsv {

    private static final List<String> FIELDS = List.of(
            "camera",
            "site",
            "windowStart",
            "windowEnd",
            "status",
            "revision",
            "framesAnalysed",
            "framesPredicted",
            "framesMissing",
            "framesUndecodable",
            "framesLate",
            "secondsWithoutFrames",
            "facesDetected",
            "peoplePresent",
            "peopleEntered",
            "tracksEnded",
            "dwellMeanSeconds",
            "dwellMedianSeconds",
            "countedUnit",
            "meanAge",
            "medianAge",
            "averageOccupancy",
            "peakOccupancy",
            "models");

    private final Map<Integer, String> bands = new TreeMap<>();

    /** Makes room for the age bands of a window that will be written. */
    public void expect(DemographicSummary window) {
        window.getCounts().forEach(band -> bands.putIfAbsent(band.getFromAge(), label(band)));
    }

    /** The line over the columns. */
    public String head() {
        List<Object> head = new ArrayList<>(FIELDS);
        bands.values().forEach(band -> head.addAll(List.of("female " + band, "male " + band, "unknown " + band)));
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
        boolean withheld = window.getWithheld();
        List<Object> line = new ArrayList<>();
        line.add(harmless(window.getCameraId()));
        line.add(harmless(window.getSite()));
        line.add(window.getWindowStart());
        line.add(window.getWindowEnd());
        line.add(window.getStatus());
        line.add(window.getRevision());
        line.add(window.getFramesAnalysed());
        line.add(window.getFramesPredicted());
        line.add(window.getFramesMissing());
        line.add(window.getFramesUndecodable());
        line.add(window.getFramesLate());
        line.add(window.getSecondsWithoutFrames());
        line.add(window.getFacesDetected());
        line.add(count(window.getPeoplePresent(), withheld));
        line.add(count(window.getPeopleEntered(), withheld));
        line.add(count(window.getTracksEnded(), withheld));
        line.add(window.getDwellMeanSeconds());
        line.add(window.getDwellMedianSeconds());
        line.add(window.getCountedUnit());
        line.add(window.getMeanAge());
        line.add(window.getMedianAge());
        line.add(window.getAverageOccupancy());
        line.add(window.getPeakOccupancy());
        line.add(harmless(window.getModels().stream().map(ModelUse::getName).collect(Collectors.joining(" "))));
        Map<Integer, AgeBandCount> counts = window.getCounts().stream()
                .collect(Collectors.toMap(AgeBandCount::getFromAge, band -> band, (one, other) -> one));
        for (int from : bands.keySet()) {
            AgeBandCount band = counts.get(from);
            line.add(band == null ? null : count(band.getFemale(), withheld));
            line.add(band == null ? null : count(band.getMale(), withheld));
            line.add(band == null ? null : count(band.getUnknown(), withheld));
        }
        return line;
    }

    private static Object count(Long value, boolean withheld) {
        return value == null && withheld ? "withheld" : value;
    }

    /** Spreadsheets run what begins so. */
    static String harmless(String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
