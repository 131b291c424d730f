package io.agender.aggregator.privacy;

import io.agender.aggregator.config.AgeBands;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryField.Privacy;
import io.agender.schemas.SummaryStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * What of a summary is published under {@code privacy.min.count}, by what the schema says of each field
 * ({@link SummaryField.Privacy}): coverage and faces per frame always; people only as
 * tracks that ended, only when final, and only at one level: days, else the longest there is. Of opening hours they are told nothing of, for the rest of the
 * day would be known as well. So
 * every track is in one published table of its camera at most, and no two publications can be subtracted. In that table
 * {@link SmallCells} decides. Why, and what remains: {@code docs/privacy.md}. Immutable.
 */
public final class MinCount {

    private static final Map<Schema, List<SummaryField>> FIELDS = Map.of(
            DemographicSummary.getClassSchema(), SummaryField.of(DemographicSummary.getClassSchema()),
            RollupSummary.getClassSchema(), SummaryField.of(RollupSummary.getClassSchema()));

    private final int least;

    /** Empty for windows. */
    private final Optional<RollupPeriod> level;

    public MinCount(AggregatorConfig config) {
        least = config.minCount();
        level = config.rollups().contains(RollupPeriod.DAILY)
                ? Optional.of(RollupPeriod.DAILY)
                : config.rollups().stream().max(Comparator.naturalOrder());
    }

    /** Takes out of a summary what is withheld; changes and returns it. */
    public DemographicSummary publish(DemographicSummary summary) {
        if (isOff()) {
            return summary;
        }
        summary.setWithheld(true);
        withhold(Privacy.PEOPLE, summary);
        boolean published = summary.getCountedUnit() == CountedUnit.TRACKS
                && summary.getStatus() == SummaryStatus.FINAL
                && level.isEmpty()
                && publish(summary.getTracksEnded(), summary.getEndedCounts());
        if (!published) {
            withhold(Privacy.ENDED, summary);
        }
        publishWatchers(published, summary.getTracksEnded(), summary.getWatchersEnded(), summary);
        return summary;
    }

    /**
     * Takes out of a camera's hour, day or week what is withheld; changes and returns it.
     *
     * @param again whether a final record of it was sent before: the two could be subtracted
     */
    public RollupSummary publish(RollupSummary rollup, boolean again) {
        if (isOff()) {
            return rollup;
        }
        boolean tracked = rollup.getTracksEnded() != null;
        boolean had = withhold(Privacy.PEOPLE, rollup);
        boolean published = tracked
                && rollup.getStatus() == SummaryStatus.FINAL
                && !again
                && level.equals(Optional.of(rollup.getPeriod()))
                && rollup.getHours() == RollupHours.ALL
                && publish(rollup.getTracksEnded(), rollup.getEndedCounts());
        if (!published) {
            had |= withhold(Privacy.ENDED, rollup);
        }
        had |= publishWatchers(published, rollup.getTracksEnded(), rollup.getWatchersEnded(), rollup);
        rollup.setWithheld(tracked || had);
        return rollup;
    }

    private boolean isOff() {
        return least < 2;
    }

    /** Withholds cells; false, and nothing is changed, when the total must be withheld with all of them. */
    private boolean publish(long total, List<AgeBandCount> table) {
        int columns = AgeBands.CELLS.size();
        long[] cells = new long[table.size() * columns + 1];
        for (int i = 0; i < cells.length - 1; i++) {
            cells[i] = (Long) AgeBands.CELLS.get(i % columns).in(table.get(i / columns));
        }
        // Tracks without an age are in no band; the total tells them, so they are a cell like the others.
        cells[cells.length - 1] = total - Arrays.stream(cells).sum();
        Optional<boolean[]> withheld = SmallCells.withheld(cells, least);
        withheld.ifPresent(cell -> {
            for (int i = 0; i < cells.length - 1; i++) {
                if (cell[i]) {
                    AgeBands.CELLS.get(i % columns).put(table.get(i / columns), null);
                }
            }
        });
        return withheld.isPresent();
    }

    /**
     * Withholds what is told of the tracks that watched: its tables always, the rest where few of the tracks that ended
     * watched, or few did not. Returns whether there was anything that is withheld.
     *
     * @param ended whether the tracks that ended are published, and how many they are
     */
    private boolean publishWatchers(boolean ended, Long tracks, Long watchers, SpecificRecord summary) {
        boolean enough = ended && watchers != null && watchers >= least && tracks - watchers >= least;
        return withhold(Privacy.WATCHERS, summary, FIELDS.get(summary.getSchema()), enough);
    }

    /** Takes all of a kind out of a summary, of a table the counts; returns whether there was anything. */
    private static boolean withhold(Privacy kind, SpecificRecord summary) {
        return withhold(kind, summary, FIELDS.get(summary.getSchema()), false);
    }

    private static boolean withhold(
            Privacy kind, SpecificRecord summary, List<SummaryField> fields, boolean tablesOnly) {
        boolean had = false;
        for (SummaryField field : fields) {
            if (field.privacy() == Privacy.EACH) {
                for (Object figures : (List<?>) field.in(summary)) {
                    had |= withhold(kind, (SpecificRecord) figures, field.ofFigures(), tablesOnly);
                }
            } else if (field.privacy() == kind && (field.isTable() || !tablesOnly)) {
                if (field.isTable()) {
                    List<?> table = (List<?>) field.in(summary);
                    had |= !table.isEmpty();
                    table.forEach(band -> AgeBands.CELLS.forEach(cell -> cell.put((AgeBandCount) band, null)));
                } else {
                    had |= field.in(summary) != null;
                    field.put(summary, null);
                }
            }
        }
        return had;
    }
}
