package io.agender.audit.privacy;

import io.agender.audit.SummaryRules;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ZoneSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes out of a summary what is not published: everything that tells of people, but of the tracks that ended the final
 * record of a day, or of the longest period that is on, and there no small cell. Immutable.
 */
public final class NaiveMinCount {

    private final SummaryRules rules;

    public NaiveMinCount(SummaryRules rules) {
        this.rules = rules;
    }

    /** Changes and returns a window. */
    public DemographicSummary publish(DemographicSummary window) {
        if (rules.minCount() <= 1) {
            return window;
        }
        Long ended = window.getTracksEnded();
        Long watched = window.getWatchersEnded();
        boolean told = rules.rollups().isEmpty()
                && window.getStatus() == SummaryStatus.FINAL
                && window.getCountedUnit() == CountedUnit.TRACKS
                && thinOut(window.getEndedCounts(), ended);
        if (!told) {
            window.setTracksEnded(null);
            window.setDwellMeanSeconds(null);
            window.setDwellMedianSeconds(null);
            empty(window.getEndedCounts());
        }
        if (!told || !isManyAndNotAll(watched, ended)) {
            window.setWatchersEnded(null);
            window.setAttentionMeanSeconds(null);
            window.setAttentionMedianSeconds(null);
        }
        empty(window.getEndedWatcherCounts());
        window.setWatchers(null);
        window.setWatcherShare(null);
        window.setWatchedMillis(null);
        empty(window.getWatcherCounts());
        window.setPeoplePresent(null);
        window.setPeopleEntered(null);
        empty(window.getCounts());
        window.setMeanAge(null);
        window.setMedianAge(null);
        places(window.getZones(), window.getLines());
        window.setWithheld(true);
        return window;
    }

    /**
     * Changes and returns the hour, day or week of a camera; that of a site is the sum of what these say.
     *
     * @param again whether a final record of it was published before: then the two could be subtracted
     */
    public RollupSummary publish(RollupSummary rollup, boolean again) {
        Long ended = rollup.getTracksEnded();
        if (rules.minCount() <= 1 || ended == null) {
            return rollup; // where faces are not tracked nothing is told of people
        }
        Long watched = rollup.getWatchersEnded();
        boolean told = rollup.getPeriod() == tellingOfPeople()
                && rollup.getHours() == RollupHours.ALL
                && !again
                && rollup.getStatus() == SummaryStatus.FINAL
                && thinOut(rollup.getEndedCounts(), ended);
        if (!told) {
            rollup.setTracksEnded(null);
            rollup.setDwellTotalMillis(null);
            rollup.setDwellMeanSeconds(null);
            empty(rollup.getEndedCounts());
        }
        if (!told || !isManyAndNotAll(watched, ended)) {
            rollup.setWatchersEnded(null);
            rollup.setAttentionTotalMillis(null);
            rollup.setAttentionMeanSeconds(null);
        }
        empty(rollup.getEndedWatcherCounts());
        rollup.setWatchedMillis(null);
        rollup.setPeopleEntered(null);
        places(rollup.getZones(), rollup.getLines());
        rollup.setWithheld(true);
        return rollup;
    }

    /** Days, or else the longest periods that are on. */
    private RollupPeriod tellingOfPeople() {
        return rules.rollups().contains(RollupPeriod.DAILY)
                ? RollupPeriod.DAILY
                : rules.rollups().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static void places(List<ZoneSummary> zones, List<LineSummary> lines) {
        for (ZoneSummary zone : zones) {
            zone.setPeoplePresent(null);
            zone.setPeopleEntered(null);
            zone.setStaysEnded(null);
            zone.setDwellTotalMillis(null);
            zone.setDwellMeanSeconds(null);
            zone.setDwellMedianSeconds(null);
            empty(zone.getCounts());
            empty(zone.getEndedCounts());
        }
        for (LineSummary line : lines) {
            line.setCrossedIn(null);
            line.setCrossedOut(null);
            empty(line.getInCounts());
            empty(line.getOutCounts());
        }
    }

    private boolean isManyAndNotAll(Long some, Long all) {
        return some != null && some >= rules.minCount() && all - some >= rules.minCount();
    }

    /**
     * Withholds the cells of a table up to the lowest threshold that hides enough. Who has no age is in none of them, and
     * is one more, since the total tells how many these are.
     *
     * @return whether there is such a threshold, or nothing to hide; if not the table is not changed
     */
    private boolean thinOut(List<AgeBandCount> table, long total) {
        List<Long> cells = new ArrayList<>();
        table.forEach(band -> cells.addAll(List.of(band.getFemale(), band.getMale(), band.getUnknown())));
        cells.add(total - cells.stream().mapToLong(Long::longValue).sum());
        if (total < rules.minCount()) {
            return false;
        }
        if (cells.stream().allMatch(cell -> cell >= rules.minCount())) {
            return true;
        }
        for (long threshold : cells.stream().distinct().sorted().toList()) {
            if (isHiding(cells, threshold)) {
                for (AgeBandCount band : table) {
                    band.setFemale(band.getFemale() <= threshold ? null : band.getFemale());
                    band.setMale(band.getMale() <= threshold ? null : band.getMale());
                    band.setUnknown(band.getUnknown() <= threshold ? null : band.getUnknown());
                }
                return true;
            }
        }
        return false;
    }

    private boolean isHiding(List<Long> cells, long threshold) {
        List<Long> hidden = cells.stream().filter(cell -> cell <= threshold).toList();
        List<Long> shown = cells.stream().filter(cell -> cell > threshold).toList();
        return shown.stream().allMatch(cell -> cell >= rules.minCount())
                && hidden.stream().distinct().count() >= 2
                && hidden.stream().mapToLong(Long::longValue).sum() >= rules.minCount();
    }

    private static void empty(List<AgeBandCount> table) {
        for (AgeBandCount band : table) {
            band.setFemale(null);
            band.setMale(null);
            band.setUnknown(null);
        }
    }
}
