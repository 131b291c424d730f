package io.agender.dashboard.http;

import io.agender.dashboard.state.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the range of time that a query asks for. */
final class TimeRangeQuery {

    private TimeRangeQuery() {}

    /**
     * What a query asks for; what it leaves out comes from the range that is meant otherwise.
     *
     * @throws BadQueryException when a time can't be read, or the range is empty
     */
    static TimeRange of(Optional<String> from, Optional<String> to, TimeRange otherwise) {
        Instant end = to.map(text -> parse("to", text)).orElse(otherwise.to());
        Instant start = from.map(text -> parse("from", text))
                .orElse(to.isPresent() ? end.minusSeconds(3600) : otherwise.from());
        if (!start.isBefore(end)) {
            throw new BadQueryException("'from' (" + start + ") must be before 'to' (" + end + ").");
        }
        return new TimeRange(start, end);
    }

    private static Instant parse(String name, String text) {
        try {
            // A plus sign that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new BadQueryException("'" + name + "' must be a time such as 2026-05-01T09:00:00Z.", e);
        }
    }
}
