package io.agender.dashboard.report;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.calendar.LocalPeriod;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where a period lies by the clock of its place. */
public final class LocalPeriods {

    private LocalPeriods() {}

    /** The zone that a record goes by; UTC where it names none. */
    public static ZoneId zone(RollupSummary rollup) {
        return zone(rollup.getTimeZone());
    }

    /** A zone by its name; UTC where there is none, or none that this machine knows. */
    static ZoneId zone(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** The local date whose day it is a part of, or that it begins with. */
    public static LocalDate date(RollupSummary rollup) {
        ZoneId zone = zone(rollup);
        return LocalPeriod.at(RollupPeriod.DAILY, zone, rollup.getPeriodStart())
                .start()
                .atZone(zone)
                .toLocalDate();
    }

    /** The local hour in which it begins. */
    static int hour(RollupSummary rollup) {
        return rollup.getPeriodStart().atZone(zone(rollup)).getHour();
    }
}
