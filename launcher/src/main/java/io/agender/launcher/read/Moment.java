package io.agender.launcher.read;

import io.agender.runtime.config.SettingsException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A time as people write it: {@code 2026-11-29T10:00}, {@code 2026-11-29}, or with a zone {@code 2026-11-29T10:00Z}. */
public final class Moment {

    private Moment() {}

    /**
     * Reads a time.
     *
     * @param option what it was given for, such as {@code --from}
     * @param zone where it is meant when it names no zone itself
     * @throws SettingsException when the text is none
     */
    public static Instant parse(String option, String text, ZoneId zone) {
        String given = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
        try {
            if (!given.contains("T")) {
                return LocalDate.parse(given).atStartOfDay(zone).toInstant();
            }
            Object time = DateTimeFormatter.ISO_DATE_TIME.parseBest(given, ZonedDateTime::from, LocalDateTime::from);
            return time instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) time).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new SettingsException(
                    option + ": '" + text + "' is no time; write it like 2026-11-29T10:00 or 2026-11-29T09:00Z.", e);
        }
    }
}
