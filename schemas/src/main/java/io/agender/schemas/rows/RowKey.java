package io.agender.schemas.rows;

import io.agender.schemas.DemographicRow;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RowHours;
import java.util.Optional;

/**
 * The key of a row: a text, so that a sink needs no schema for it and can take it as the primary key. Two rows have the
 * same if and only if they tell of the same, in whatever revision.
 *
 * <pre>CAMERA|lobby|HOURLY|2026-11-30T10:00:00Z|zone queue|FEMALE|25-34</pre>
 *
 * <p>Figures of opening hours have {@code |OPEN} at the end.
 */
public final class RowKey {

    private static final char SEPARATOR = '|';

    private RowKey() {}

    /** The key of a row. */
    public static String of(DemographicRow row) {
        String source = row.getScope() == RollupScope.SITE ? row.getSite() : row.getCameraId();
        String place =
                row.getZone() != null ? "zone " + row.getZone() : row.getLine() != null ? "line " + row.getLine() : "";
        String ages = row.getFromAge() == null
                ? ""
                : row.getFromAge() + (row.getToAge() == null ? "+" : "-" + row.getToAge());
        String key = String.join(
                String.valueOf(SEPARATOR),
                row.getScope().name(),
                escaped(source),
                row.getPeriod().name(),
                row.getPeriodStart().toString(),
                escaped(place),
                row.getGender() == null ? "" : row.getGender().name(),
                ages);
        return row.getHours() == RowHours.OPEN ? key + SEPARATOR + RowHours.OPEN : key;
    }

    /** The camera, or the label of the site, that a key is of; nothing where it is no key of a row. */
    public static Optional<String> sourceOf(String key) {
        int begin = key.indexOf(SEPARATOR) + 1;
        int end = key.indexOf(SEPARATOR, begin);
        return begin == 0 || end < 0
                ? Optional.empty()
                : Optional.of(key.substring(begin, end).replace("%7C", "|").replace("%25", "%"));
    }

    /** Names of zones and sites are free text. */
    private static String escaped(String name) {
        return name.replace("%", "%25").replace("|", "%7C");
    }
}
