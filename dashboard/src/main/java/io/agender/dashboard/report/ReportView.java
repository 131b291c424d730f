package io.agender.dashboard.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.agender.dashboard.view.Cell;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupHours;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A report, as a page shows it.
 *
 * @param within ALL of the hours, or those that are OPEN
 * @param opening what is known of opening hours
 * @param newest the newest date of which there is anything; null when there is nothing at all
 * @param complete whether all that is old has been looked at
 * @param timeZones that the periods go by
 * @param status FINAL when nothing follows; null when there is nothing
 * @param upTo where the last period ends that is counted
 * @param records how many records of hours, days or weeks it is made of
 * @param total by the names of the fields of a roll-up
 * @param hours null when the period is too long for them
 * @param estimates what is likely true, where one record tells it; null otherwise
 */
public record ReportView(
        Subject subject,
        LocalDate from,
        LocalDate to,
        RollupHours within,
        Opening opening,
        LocalDate newest,
        boolean complete,
        List<String> timeZones,
        SummaryStatus status,
        Instant upTo,
        int records,
        Map<String, Object> total,
        List<Compared> compared,
        List<Day> days,
        List<Hour> hours,
        List<OfCamera> cameras,
        Coverage coverage,
        List<Estimate> estimates,
        String estimatedBy,
        Choices choices) {

    /**
     * Whether there are opening hours to ask for.
     *
     * @param known whether those of a camera are known on one of the dates
     * @param unknownOf cameras of which they are not, so that nothing of these is within them
     */
    public record Opening(boolean known, List<String> unknownOf) {}

    /**
     * What other dates come to; visitors is null where nothing is known.
     *
     * @param open whether a place is open on one of them; null when nobody knows
     */
    public record Compared(
            String name, LocalDate from, LocalDate to, Cell visitors, SummaryStatus status, Boolean open) {}

    /**
     * A local date.
     *
     * @param before visitors of the date that is shown beside it: a week before, or as many days as the report has
     * @param open whether a place is open on it; null when nobody knows
     */
    public record Day(
            LocalDate date,
            Cell visitors,
            Cell before,
            SummaryStatus status,
            Boolean open,
            long seconds,
            long secondsUnseen) {}

    /**
     * An hour of a local date by the wall clock, the one that comes twice together.
     *
     * @param before visitors in the same hour a week before; null in a report of more than a day
     * @param open whether a place is open in it; null when nobody knows
     * @param seconds of the records that are final, all cameras together
     */
    public record Hour(
            LocalDate date,
            int hour,
            Cell visitors,
            Cell before,
            SummaryStatus status,
            Boolean open,
            long seconds,
            long secondsUnseen) {}

    /** A camera's part. */
    public record OfCamera(
            String cameraId, String site, Cell visitors, SummaryStatus status, long seconds, long secondsUnseen) {}

    /**
     * How much was seen.
     *
     * @param known seconds by what they are
     * @param gaps when it was less than whole, by camera and time
     * @param moreGaps how many there are beyond
     */
    public record Coverage(@JsonAnyGetter Map<String, Object> known, List<Gap> gaps, int moreGaps) {}

    /**
     * A time in which a camera saw less than all.
     *
     * @param kind NO_FRAMES, or what was wrong with the view
     * @param from by the clock of the place, such as 2026-11-29T14:00
     * @param seconds in which nothing was seen
     * @param exact whether it is told by windows; by hours otherwise
     */
    public record Gap(String cameraId, GapKind kind, String from, String to, long seconds, boolean exact) {}

    /** Why nothing was seen. */
    public enum GapKind {
        NO_FRAMES,
        DARK,
        OVEREXPOSED,
        BLOCKED,
        BLURRED,
        MOVED,
        UNKNOWN
    }

    /** How many are likely of some ages and a gender. */
    public record Estimate(int fromAge, Integer toAge, Gender gender, double likely, long low, long high) {}

    /** What else can be asked for. */
    public record Choices(List<Choice> cameras, List<String> sites) {}

    /** A camera, and its site or null. */
    public record Choice(String cameraId, String site) {}
}
