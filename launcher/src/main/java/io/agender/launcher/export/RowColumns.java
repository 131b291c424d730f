package io.agender.launcher.export;

import io.agender.schemas.DemographicRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * The columns of an exported table: the fields of a row in their order, and behind the moments of UTC where the period
 * begins and ends by the clock of a zone, or of the place.
 */
final class RowColumns {

    /** What a column holds; null where it is not known. */
    enum Kind {
        /** A text, or the name of an enum's value. */
        TEXT,
        /** An {@link Integer}. */
        INT,
        /** A {@link Long}. */
        LONG,
        /** A {@link Double}. */
        DOUBLE,
        /** A {@link Boolean}. */
        BOOLEAN,
        /** An {@link Instant}. */
        MOMENT,
        /** A {@link LocalDateTime}. */
        LOCAL_TIME
    }

    /** @param value takes it from a row */
    record Column(String name, Kind kind, Function<DemographicRow, Object> value) {}

    private final List<Column> columns = new ArrayList<>();

    /** @param zone of the local times */
    RowColumns(ZoneId zone) {
        this(row -> zone);
    }

    /**
     * Columns whose local times are of the time zone that a row names.
     *
     * @param otherwise the zone for rows that name none, or one that this machine does not know
     */
    static RowColumns ofPlaces(ZoneId otherwise) {
        return new RowColumns(row -> {
            String name = row.getTimeZone();
            return name != null && ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : otherwise;
        });
    }

    private RowColumns(Function<DemographicRow, ZoneId> zone) {
        for (Schema.Field field : DemographicRow.getClassSchema().getFields()) {
            Schema type = notNull(field.schema());
            boolean text = type.getType() == Schema.Type.STRING || type.getType() == Schema.Type.ENUM;
            columns.add(new Column(
                    field.name(),
                    kind(type),
                    text ? row -> textOf(row.get(field.pos())) : row -> row.get(field.pos())));
            if (field.name().equals("periodEnd")) {
                columns.add(local("localStart", zone, DemographicRow::getPeriodStart));
                columns.add(local("localEnd", zone, DemographicRow::getPeriodEnd));
            }
        }
    }

    /** In their order. */
    List<Column> all() {
        return columns;
    }

    private static Column local(
            String name, Function<DemographicRow, ZoneId> zone, Function<DemographicRow, Instant> moment) {
        return new Column(name, Kind.LOCAL_TIME, row -> LocalDateTime.ofInstant(moment.apply(row), zone.apply(row)));
    }

    private static String textOf(Object value) {
        return value == null ? null : value.toString();
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static Kind kind(Schema type) {
        return switch (type.getType()) {
            case STRING, ENUM -> Kind.TEXT;
            case INT -> Kind.INT;
            case LONG -> type.getLogicalType() == null ? Kind.LONG : Kind.MOMENT;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            default -> throw new IllegalStateException("A row is flat, but has a " + type.getType() + ".");
        };
    }
}
