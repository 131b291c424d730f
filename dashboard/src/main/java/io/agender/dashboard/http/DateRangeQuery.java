package io.agender.dashboard.http;

import io.agender.dashboard.report.ReportQuery;
import io.agender.dashboard.report.Subject;
import io.agender.schemas.RollupHours;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the dates that a query asks for. */
final class DateRangeQuery {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private DateRangeQuery() {}

    /**
     * What a query asks for.
     *
     * @param otherwise the date that is meant when it names none
     * @throws BadQueryException when a date can't be read, or the range is empty or too long
     */
    static ReportQuery of(
            Subject subject,
            RollupHours hours,
            Optional<String> from,
            Optional<String> to,
            Supplier<LocalDate> otherwise) {
        if (from.isPresent() != to.isPresent()) {
            throw new BadQueryException("'from' and 'to' belong together.");
        }
        LocalDate first = from.map(text -> parse("from", text)).orElseGet(otherwise);
        LocalDate last = to.map(text -> parse("to", text)).orElse(first);
        if (last.isBefore(first)) {
            throw new BadQueryException("'from' (" + first + ") must not be after 'to' (" + last + ").");
        }
        if (ChronoUnit.DAYS.between(first, last) >= ReportQuery.MAX_DAYS) {
            throw new BadQueryException("A report is of " + ReportQuery.MAX_DAYS + " days at most.");
        }
        return new ReportQuery(subject, hours, first, last);
    }

    private static LocalDate parse(String name, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new BadQueryException("'" + name + "' must be a date such as 2026-05-01.", e);
        }
        throw new BadQueryException("'" + name + "' must be a date from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
    }
}
