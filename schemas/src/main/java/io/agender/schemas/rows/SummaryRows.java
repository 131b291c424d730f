package io.agender.schemas.rows;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowHours;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.ZoneSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Lays a summary out in rows: first the whole picture, then each zone, then each line; of each a row of all people, then
 * one for each age band and gender. What a row and a summary call by the same name is copied, so a new figure needs a
 * column and nothing here; what is a table there is a column here, filled cell by cell. All cells are written, zeros and
 * what is withheld too, so that a later revision replaces every row of an earlier one.
 */
public final class SummaryRows {

    private static final List<Schema.Field> COLUMNS =
            DemographicRow.getClassSchema().getFields();

    /** Those that tell what a row is of; what they are called in figures of zones means something else, or nothing. */
    private static final int FIRST_FIGURE =
            DemographicRow.getClassSchema().getField("withheld").pos() + 1;

    private SummaryRows() {}

    /** The rows of a window. */
    public static List<DemographicRow> of(DemographicSummary window) {
        DemographicRow base = begun(RowPeriod.WINDOW)
                .setScope(RollupScope.CAMERA)
                .setCameraId(window.getCameraId())
                .setSite(window.getSite())
                .setPeriodStart(window.getWindowStart())
                .setPeriodEnd(window.getWindowEnd())
                .setStatus(window.getStatus())
                .setRevision(window.getRevision())
                .setWithheld(window.getWithheld())
                .build();
        // Untracked, each face is counted: the counts are of the faces, not of the people.
        String counted = window.getCountedUnit() == CountedUnit.TRACKS ? "peoplePresent" : "facesDetected";
        List<DemographicRow> rows = new ArrayList<>();
        addBlock(
                rows,
                base,
                window,
                tables(
                        counted,
                        window.getCounts(),
                        "tracksEnded",
                        window.getEndedCounts(),
                        "watchers",
                        window.getWatcherCounts(),
                        "watchersEnded",
                        window.getEndedWatcherCounts()));
        addPlaces(rows, base, window.getZones(), window.getLines());
        return rows;
    }

    /** The rows of an hour, a day or a week. */
    public static List<DemographicRow> of(RollupSummary rollup) {
        DemographicRow base = begun(RowPeriod.valueOf(rollup.getPeriod().name()))
                .setScope(rollup.getScope())
                .setCameraId(rollup.getCameraId())
                .setSite(rollup.getSite())
                .setPeriodStart(rollup.getPeriodStart())
                .setPeriodEnd(rollup.getPeriodEnd())
                .setTimeZone(rollup.getTimeZone())
                .setHours(RowHours.valueOf(rollup.getHours().name()))
                .setStatus(rollup.getStatus())
                .setRevision(rollup.getRevision())
                .setWithheld(rollup.getWithheld())
                .build();
        List<DemographicRow> rows = new ArrayList<>();
        addBlock(
                rows,
                base,
                rollup,
                tables("tracksEnded", rollup.getEndedCounts(), "watchersEnded", rollup.getEndedWatcherCounts()));
        addPlaces(rows, base, rollup.getZones(), rollup.getLines());
        return rows;
    }

    private static DemographicRow.Builder begun(RowPeriod period) {
        return DemographicRow.newBuilder().setPeriod(period);
    }

    private static void addPlaces(
            List<DemographicRow> rows, DemographicRow base, List<ZoneSummary> zones, List<LineSummary> lines) {
        for (ZoneSummary zone : zones) {
            addBlock(
                    rows,
                    DemographicRow.newBuilder(base).setZone(zone.getZone()).build(),
                    zone,
                    tables("peoplePresent", zone.getCounts(), "staysEnded", zone.getEndedCounts()));
        }
        for (LineSummary line : lines) {
            addBlock(
                    rows,
                    DemographicRow.newBuilder(base).setLine(line.getLine()).build(),
                    line,
                    tables("crossedIn", line.getInCounts(), "crossedOut", line.getOutCounts()));
        }
    }

    /** Names of columns and the tables that fill them, in turn. */
    @SuppressWarnings("unchecked")
    private static Map<String, List<AgeBandCount>> tables(Object... columnsAndTables) {
        Map<String, List<AgeBandCount>> tables = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndTables.length; i += 2) {
            tables.put((String) columnsAndTables[i], (List<AgeBandCount>) columnsAndTables[i + 1]);
        }
        return tables;
    }

    private static void addBlock(
            List<DemographicRow> rows,
            DemographicRow base,
            IndexedRecord figures,
            Map<String, List<AgeBandCount>> tables) {
        DemographicRow all = DemographicRow.newBuilder(base).build();
        for (Schema.Field column : COLUMNS.subList(FIRST_FIGURE, COLUMNS.size())) {
            Schema.Field same = figures.getSchema().getField(column.name());
            if (same != null) {
                all.put(column.pos(), figures.get(same.pos()));
            }
        }
        rows.add(all);
        for (Band band : bands(tables)) {
            for (Gender gender : List.of(Gender.FEMALE, Gender.MALE, Gender.UNKNOWN)) {
                DemographicRow row = DemographicRow.newBuilder(base)
                        .setGender(gender)
                        .setFromAge(band.from())
                        .setToAge(band.to())
                        .build();
                tables.forEach((column, table) -> cell(table, band, gender)
                        .ifPresent(count ->
                                row.put(row.getSchema().getField(column).pos(), count)));
                rows.add(row);
            }
        }
    }

    /** The bands of all tables; bands that were set anew within an hour stand side by side. */
    private static List<Band> bands(Map<String, List<AgeBandCount>> tables) {
        return tables.values().stream()
                .flatMap(List::stream)
                .map(Band::of)
                .distinct()
                .toList();
    }

    private static Optional<Long> cell(List<AgeBandCount> table, Band band, Gender gender) {
        return table.stream()
                .filter(count -> Band.of(count).equals(band))
                .findFirst()
                .map(count -> switch (gender) {
                    case FEMALE -> count.getFemale();
                    case MALE -> count.getMale();
                    case UNKNOWN -> count.getUnknown();
                });
    }

    /** @param to null where it is open */
    private record Band(int from, Integer to) {

        static Band of(AgeBandCount count) {
            return new Band(count.getFromAge(), count.getToAge());
        }
    }
}
