package io.agender.launcher.run;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.text.Printable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The summaries as a table for people: one line per camera and window. Where faces are tracked it shows people, otherwise
 * faces. A dash is what there is not, a star what is withheld.
 */
final class SummaryTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NONE = "-";
    private static final String WITHHELD = "*";

    private SummaryTable() {}

    static String of(List<DemographicSummary> summaries) {
        if (summaries.isEmpty()) {
            return "No window holds a frame.";
        }
        String table = AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, summaries, columns(summaries));
        return summaries.stream().anyMatch(DemographicSummary::getWithheld)
                ? table + System.lineSeparator() + "* withheld by privacy.min.count"
                : table;
    }

    private static List<ColumnData<DemographicSummary>> columns(List<DemographicSummary> summaries) {
        List<ColumnData<DemographicSummary>> columns = new ArrayList<>();
        columns.add(text("camera", s -> Printable.line(s.getCameraId())));
        columns.add(text("window (UTC)", s -> TIME.format(s.getWindowStart())));
        columns.add(number("frames", s -> s.getFramesAnalysed() + s.getFramesPredicted()));
        columns.add(number("missing", s -> s.getFramesMissing() + s.getFramesUndecodable()));
        if (summaries.stream().anyMatch(s -> !isTracked(s))) {
            columns.add(number("faces", DemographicSummary::getFacesDetected));
        }
        if (summaries.stream().anyMatch(SummaryTable::isTracked)) {
            columns.add(right("present", s -> count(s, s.getPeoplePresent())));
            columns.add(right("entered", s -> count(s, s.getPeopleEntered())));
            columns.add(right("left", s -> count(s, s.getTracksEnded())));
            columns.add(right("dwell s", s -> decimal(s, s.getDwellMeanSeconds())));
        }
        columns.add(right("women", s -> sum(s, AgeBandCount::getFemale)));
        columns.add(right("men", s -> sum(s, AgeBandCount::getMale)));
        List<AgeBandCount> bands = summaries.get(0).getCounts();
        for (int i = 0; i < bands.size(); i++) {
            int band = i;
            columns.add(right(label(bands.get(i)), s -> inBand(s, band)));
        }
        columns.add(right("mean age", s -> decimal(s, s.getMeanAge())));
        columns.add(right("faces/frame", s -> decimal(s, s.getAverageOccupancy())));
        columns.add(number("peak", s -> (long) s.getPeakOccupancy()));
        return columns;
    }

    private static boolean isTracked(DemographicSummary summary) {
        return summary.getCountedUnit() == CountedUnit.TRACKS;
    }

    private static String inBand(DemographicSummary summary, int band) {
        if (band >= summary.getCounts().size()) {
            return NONE;
        }
        AgeBandCount count = summary.getCounts().get(band);
        return total(summary, Stream.of(count.getFemale(), count.getMale(), count.getUnknown()));
    }

    private static String sum(DemographicSummary summary, Function<AgeBandCount, Long> part) {
        return total(summary, summary.getCounts().stream().map(part));
    }

    private static String total(DemographicSummary summary, Stream<Long> parts) {
        return count(
                summary, parts.reduce(0L, (sum, part) -> sum == null || part == null ? null : (Long) (sum + part)));
    }

    private static String count(DemographicSummary summary, Long value) {
        return value == null ? absent(summary) : String.valueOf(value);
    }

    private static String decimal(DemographicSummary summary, Double value) {
        return value == null ? absent(summary) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String absent(DemographicSummary summary) {
        return summary.getWithheld() ? WITHHELD : NONE;
    }

    private static String label(AgeBandCount band) {
        return band.getToAge() == null ? band.getFromAge() + "+" : band.getFromAge() + "-" + band.getToAge();
    }

    private static ColumnData<DemographicSummary> text(String header, Function<DemographicSummary, String> value) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .with(value);
    }

    private static ColumnData<DemographicSummary> number(String header, ToLongFunction<DemographicSummary> value) {
        return right(header, summary -> String.valueOf(value.applyAsLong(summary)));
    }

    private static ColumnData<DemographicSummary> right(String header, Function<DemographicSummary, String> value) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(value);
    }
}
