package io.agender.aggregator.period;

import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Flow;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryField.Rollup;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.calendar.LocalPeriod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

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

    /** A period in which nothing was counted. */
    static RollupSummary.Builder empty(RollupScope scope, LocalPeriod period) {
        return RollupSummary.newBuilder()
                .setScope(scope)
                .setPeriod(period.length())
                .setPeriodStart(period.start())
                .setPeriodEnd(period.end())
                .setStatus(SummaryStatus.PARTIAL)
                .setRevision(0);
    }

    /**
     * One final window as a part of its camera's hours, days and weeks.
     *
     * @param window of which nothing is withheld
     * @param flow what was counted in it of the tracks that ended
     */
    static RollupSummary part(DemographicSummary window, Flow flow) {
        RollupSummary part = RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setPeriod(RollupPeriod.UNKNOWN)
                .setPeriodStart(window.getWindowStart())
                .setPeriodEnd(window.getWindowEnd())
                .setStatus(window.getStatus())
                .setRevision(0)
                .setCameras(0) // its camera is in the sum already
                .setWindows(1)
                .setDwellTotalMillis(window.getCountedUnit() == CountedUnit.TRACKS ? flow.getDwellMillis() : null)
                .setAttentionTotalMillis(window.getWatchersEnded() == null ? null : flow.getWatchedMillis())
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
        add(FIELDS, sum, part, sum.getWithheld(), part.getWithheld());
    }

    /**
     * @param withheldBefore whether the sum is of something that withholds
     * @param withheldNow whether the part withholds something
     */
    private static void add(
            List<SummaryField> fields,
            IndexedRecord sum,
            IndexedRecord part,
            boolean withheldBefore,
            boolean withheldNow) {
        for (SummaryField field : fields) {
            Object one = field.in(sum);
            Object other = field.in(part);
            switch (field.rollup()) {
                case SUM -> {
                    boolean unknown = one == null && withheldBefore || other == null && withheldNow;
                    field.put(sum, unknown ? null : plus(one, other));
                }
                case MAX -> field.put(sum, max(one, other));
                case UNION -> field.put(sum, union(one, other));
                case ANY -> field.put(sum, (Boolean) one || (Boolean) other);
                case EACH -> field.put(sum, each(field, one, other, withheldBefore, withheldNow));
                case MEAN, NONE -> {}
            }
        }
    }

    /** Figures of the same name are added; those of others stand beside them, in the order in which they were met. */
    private static List<IndexedRecord> each(
            SummaryField field, Object sums, Object parts, boolean withheldBefore, boolean withheldNow) {
        List<IndexedRecord> all = new ArrayList<>();
        ((List<?>) sums).forEach(figures -> all.add((IndexedRecord) figures));
        for (Object figures : (List<?>) parts) {
            IndexedRecord part = (IndexedRecord) figures;
            Optional<IndexedRecord> same =
                    all.stream().filter(sum -> sum.get(0).equals(part.get(0))).findFirst();
            if (same.isPresent()) {
                add(field.ofFigures(), same.get(), part, withheldBefore, withheldNow);
            } else {
                all.add(begun(field, part));
            }
        }
        return all;
    }

    /** A sum of one part, without what does not add up. */
    private static IndexedRecord begun(SummaryField field, IndexedRecord part) {
        IndexedRecord sum = SpecificData.get().deepCopy(part.getSchema(), part);
        for (SummaryField figure : field.ofFigures()) {
            if (figure.rollup() == Rollup.NONE && figure.privacy().isOfPeople()) {
                figure.put(sum, figure.isTable() ? List.of() : null);
            }
        }
        return sum;
    }

    /** Derives the means from the sums. */
    static void average(RollupSummary sum) {
        sum.setAverageOccupancy(Means.occupancy(
                sum.getFacesDetected() - sum.getFacesInImpairedFrames(),
                sum.getFramesAnalysed() - sum.getFramesImpaired()));
        sum.setDwellMeanSeconds(
                sum.getDwellTotalMillis() == null || sum.getTracksEnded() == null
                        ? null
                        : Means.seconds(sum.getDwellTotalMillis(), sum.getTracksEnded()));
        sum.setAttentionMeanSeconds(
                sum.getAttentionTotalMillis() == null || sum.getWatchersEnded() == null
                        ? null
                        : Means.seconds(sum.getAttentionTotalMillis(), sum.getWatchersEnded()));
        sum.getZones().forEach(RollupSums::average);
    }

    private static void average(ZoneSummary zone) {
        zone.setAverageOccupancy(Means.occupancy(
                zone.getFacesDetected() - zone.getFacesInImpairedFrames(),
                zone.getFramesAnalysed() - zone.getFramesImpaired()));
        zone.setDwellMeanSeconds(
                zone.getDwellTotalMillis() == null || zone.getStaysEnded() == null
                        ? null
                        : Means.seconds(zone.getDwellTotalMillis(), zone.getStaysEnded()));
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

    @SuppressWarnings("unchecked")
    private static List<ModelUse> union(Object all, Object more) {
        List<ModelUse> united = new ArrayList<>((List<ModelUse>) all);
        ((List<ModelUse>) more)
                .stream().filter(model -> !united.contains(model)).forEach(united::add);
        united.sort(BY_NAME);
        return united;
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
