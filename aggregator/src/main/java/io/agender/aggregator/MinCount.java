package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a summary is published under {@code privacy.min.count}: coverage and faces per frame always; people only as
 * tracks that ended, only when final, and only at one level, the longest there is: days, else hours, else windows. So
 * every track is in one published table of its camera at most, and no two publications can be subtracted. In that table
 * {@link SmallCells} decides. Why, and what remains: {@code docs/privacy.md}. Immutable.
 */
final class MinCount {

    private final int least;

    /** Empty for windows. */
    private final Optional<RollupPeriod> level;

    MinCount(AggregatorConfig config) {
        least = config.minCount();
        level = config.rollups().stream().max(Comparator.naturalOrder());
    }

    /** Takes out of a summary what is withheld; changes and returns it. */
    DemographicSummary publish(DemographicSummary summary) {
        if (isOff()) {
            return summary;
        }
        summary.setWithheld(true);
        summary.setPeoplePresent(null);
        summary.setPeopleEntered(null);
        summary.setMeanAge(null);
        summary.setMedianAge(null);
        summary.getCounts().forEach(MinCount::withhold);
        if (summary.getCountedUnit() == CountedUnit.TRACKS) {
            boolean published = summary.getStatus() == SummaryStatus.FINAL
                    && level.isEmpty()
                    && publish(summary.getTracksEnded(), summary.getEndedCounts());
            if (!published) {
                summary.getEndedCounts().forEach(MinCount::withhold);
                summary.setTracksEnded(null);
                summary.setDwellMeanSeconds(null);
                summary.setDwellMedianSeconds(null);
            }
        }
        return summary;
    }

    /**
     * Takes out of a camera's hour or day what is withheld; changes and returns it.
     *
     * @param again whether a final record of it was sent before: the two could be subtracted
     */
    RollupSummary publish(RollupSummary rollup, boolean again) {
        if (isOff() || rollup.getTracksEnded() == null) {
            return rollup;
        }
        rollup.setWithheld(true);
        rollup.setPeopleEntered(null);
        boolean published = rollup.getStatus() == SummaryStatus.FINAL
                && !again
                && level.equals(Optional.of(rollup.getPeriod()))
                && publish(rollup.getTracksEnded(), rollup.getEndedCounts());
        if (!published) {
            rollup.getEndedCounts().forEach(MinCount::withhold);
            rollup.setTracksEnded(null);
            rollup.setDwellTotalMillis(null);
            rollup.setDwellMeanSeconds(null);
        }
        return rollup;
    }

    private boolean isOff() {
        return least < 2;
    }

    /** Withholds cells; false, and nothing is changed, when the total must be withheld with all of them. */
    private boolean publish(long total, List<AgeBandCount> table) {
        List<Long> cells = new ArrayList<>();
        table.forEach(band -> cells.addAll(List.of(band.getFemale(), band.getMale(), band.getUnknown())));
        // Tracks without an age are in no band; the total tells them, so they are a cell like the others.
        cells.add(total - cells.stream().mapToLong(Long::longValue).sum());
        Optional<boolean[]> withheld =
                SmallCells.withheld(cells.stream().mapToLong(Long::longValue).toArray(), least);
        withheld.ifPresent(cell -> {
            for (int band = 0; band < table.size(); band++) {
                AgeBandCount count = table.get(band);
                count.setFemale(cell[3 * band] ? null : count.getFemale());
                count.setMale(cell[3 * band + 1] ? null : count.getMale());
                count.setUnknown(cell[3 * band + 2] ? null : count.getUnknown());
            }
        });
        return withheld.isPresent();
    }

    private static void withhold(AgeBandCount count) {
        count.setFemale(null);
        count.setMale(null);
        count.setUnknown(null);
    }
}
