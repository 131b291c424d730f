package io.agender.launcher.run;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The summaries as a table for people: one line per camera and window. */
final class SummaryTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SummaryTable() {}

    static String of(List<DemographicSummary> summaries) {
        if (summaries.isEmpty()) {
            return "No window holds an analysed frame.";
        }
        List<ColumnData<DemographicSummary>> columns = new ArrayList<>();
        columns.add(text("camera", DemographicSummary::getCameraId));
        columns.add(text("window (UTC)", s -> TIME.format(s.getWindowStart())));
        columns.add(number("frames", DemographicSummary::getFramesAnalysed));
        columns.add(number("missing", DemographicSummary::getFramesMissing));
        columns.add(number("faces", DemographicSummary::getFacesDetected));
        columns.add(number("women", s -> sum(s, AgeBandCount::getFemale)));
        columns.add(number("men", s -> sum(s, AgeBandCount::getMale)));
        List<AgeBandCount> bands = summaries.get(0).getCounts();
        for (int i = 0; i < bands.size(); i++) {
            int band = i;
            columns.add(number(label(bands.get(i)), s -> inBand(s, band)));
        }
        columns.add(right("mean age", s -> decimal(s.getMeanAge())));
        columns.add(right("faces/frame", s -> decimal(s.getAverageOccupancy())));
        columns.add(number("peak", s -> (long) s.getPeakOccupancy()));
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, summaries, columns);
    }

    private static long inBand(DemographicSummary summary, int band) {
        if (band >= summary.getCounts().size()) {
            return 0;
        }
        AgeBandCount count = summary.getCounts().get(band);
        return count.getFemale() + count.getMale() + count.getUnknown();
    }

    private static long sum(DemographicSummary summary, ToLongFunction<AgeBandCount> part) {
        return summary.getCounts().stream().mapToLong(part).sum();
    }

    private static String label(AgeBandCount band) {
        return band.getToAge() == null ? band.getFromAge() + "+" : band.getFromAge() + "-" + band.getToAge();
    }

    private static String decimal(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
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
