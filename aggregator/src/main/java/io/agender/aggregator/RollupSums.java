package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryField.Rollup;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * Adds roll-ups: windows to a period of a camera, cameras to a period of a site. What one of them withholds is unknown in
 * the sum; what one of them does not count, because its faces are not tracked, adds nothing.
 */
final class RollupSums {

    private static final Comparator<ModelUse> BY_NAME = Comparator.comparing(ModelUse::getName)
            .thenComparing(ModelUse::getTask)
            .thenComparing(ModelUse::getSha256);

    private static final List<SummaryField> FIELDS = SummaryField.of(RollupSummary.getClassSchema());

    private RollupSums() {}

    /**
     * One final window as a part of its camera's hours and days.
     *
     * @param window of which nothing is withheld
     * @param dwellMillis sum of the times for which the tracks that ended in it were seen
     */
    static RollupSummary part(DemographicSummary window, long dwellMillis) {
        RollupSummary part = Rollups.empty(RollupScope.CAMERA, RollupPeriod.UNKNOWN, window.getWindowStart())
                .setCameras(0) // its camera is in the sum already
                .setWindows(1)
                .setDwellTotalMillis(window.getCountedUnit() == CountedUnit.TRACKS ? dwellMillis : null)
                .build();
        for (SummaryField field : FIELDS) {
            Schema.Field same = window.getSchema().getField(field.name());
            if (same != null && field.rollup() != Rollup.NONE) {
                field.put(part, window.get(same.pos()));
            }
        }
        return part;
    }

    /** Adds a part to a sum, each field as the schema says; the part stays as it is. */
    static void add(RollupSummary sum, RollupSummary part) {
        boolean withheldBefore = sum.getWithheld();
        for (SummaryField field : FIELDS) {
            Object one = field.in(sum);
            Object other = field.in(part);
            switch (field.rollup()) {
                case SUM -> {
                    boolean unknown = one == null && withheldBefore || other == null && part.getWithheld();
                    field.put(sum, unknown ? null : plus(one, other));
                }
                case MAX -> field.put(sum, max(one, other));
                case UNION -> unite(sum.getModels(), part.getModels());
                case ANY -> field.put(sum, (Boolean) one || (Boolean) other);
                case MEAN, NONE -> {}
            }
        }
    }

    /** Derives the means from the sums. */
    static void average(RollupSummary sum) {
        sum.setAverageOccupancy(SummaryMapper.averageOccupancy(sum.getFacesDetected(), sum.getFramesAnalysed()));
        sum.setDwellMeanSeconds(
                sum.getDwellTotalMillis() == null || sum.getTracksEnded() == null
                        ? null
                        : SummaryMapper.meanDwell(sum.getDwellTotalMillis(), sum.getTracksEnded()));
    }

    /** A copy that shares nothing. */
    static RollupSummary copy(RollupSummary rollup) {
        return RollupSummary.newBuilder(rollup).build();
    }

    /** What is null counts nothing; null when both are. */
    @SuppressWarnings("unchecked")
    private static Object plus(Object one, Object other) {
        if (one instanceof List<?> counts) {
            ((List<AgeBandCount>) other).forEach(count -> addCount((List<AgeBandCount>) counts, count));
            return counts;
        }
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one instanceof Integer whole ? (Object) (whole + (Integer) other) : (Object) ((Long) one + (Long) other);
    }

    @SuppressWarnings("unchecked")
    private static Object max(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other) < 0 ? other : one;
    }

    private static void unite(List<ModelUse> all, List<ModelUse> more) {
        more.stream().filter(model -> !all.contains(model)).forEach(all::add);
        all.sort(BY_NAME);
    }

    /** Bands that are the same are added; others, of another configuration, stand side by side. */
    private static void addCount(List<AgeBandCount> counts, AgeBandCount part) {
        for (AgeBandCount count : counts) {
            if (count.getFromAge() == part.getFromAge() && Objects.equals(count.getToAge(), part.getToAge())) {
                for (SummaryField cell : AgeBands.CELLS) {
                    cell.put(count, known((Long) cell.in(count), (Long) cell.in(part)));
                }
                return;
            }
        }
        counts.add(AgeBandCount.newBuilder(part).build());
    }

    private static Long known(Long one, Long other) {
        return one == null || other == null ? null : (Long) (one + other);
    }
}
