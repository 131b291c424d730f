package io.agender.dashboard.report;

import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The hours, days and weeks that are in the topics. Thread-safe. */
public interface Periods {

    /**
     * The cameras and sites of which there are any, as far as they are known.
     *
     * @param cameras their ids, and the site of each, or an empty text
     */
    record Known(SortedMap<String, String> cameras, SortedSet<String> sites) {}

    /** Who there is. */
    Known known();

    /** The newest local date of which there is anything. */
    Optional<LocalDate> newest();

    /** Whether all that was there when the dashboard started has been looked at, so that nothing old is missing. */
    boolean isComplete();

    /**
     * The newest revision of each record of some local dates, by length and date, read in one go. A week is at its first day.
     *
     * @param hours ALL for whole periods; OPEN for what of them is within opening hours
     * @param dates those that are wanted of each length
     * @return of each of these lengths what there is
     * @throws UnansweredException when the brokers don't give them
     */
    Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> of(
            RollupHours hours, Map<RollupPeriod, SortedSet<LocalDate>> dates, Subject subject);
}
