package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Adds roll-ups: windows to a period of a camera, cameras to a period of a site. What one of them withholds is unknown in
 * the sum; what one of them does not count, because its faces are not tracked, adds nothing.
 */
final class RollupSums {

    private static final Comparator<ModelUse> BY_NAME = Comparator.comparing(ModelUse::getName)
            .thenComparing(ModelUse::getTask)
            .thenComparing(ModelUse::getSha256);

    private RollupSums() {}

    /** Adds a part to a sum; the part stays as it is. */
    static void add(RollupSummary sum, RollupSummary part) {
        sum.setWindows(sum.getWindows() + part.getWindows());
        sum.setFramesAnalysed(sum.getFramesAnalysed() + part.getFramesAnalysed());
        sum.setFramesPredicted(sum.getFramesPredicted() + part.getFramesPredicted());
        sum.setFramesMissing(sum.getFramesMissing() + part.getFramesMissing());
        sum.setFramesUndecodable(sum.getFramesUndecodable() + part.getFramesUndecodable());
        sum.setFramesLate(sum.getFramesLate() + part.getFramesLate());
        sum.setSecondsWithoutFrames(sum.getSecondsWithoutFrames() + part.getSecondsWithoutFrames());
        sum.setFacesDetected(sum.getFacesDetected() + part.getFacesDetected());
        sum.setPeakOccupancy(Math.max(sum.getPeakOccupancy(), part.getPeakOccupancy()));
        sum.setPeopleEntered(plus(sum, sum.getPeopleEntered(), part, part.getPeopleEntered()));
        sum.setTracksEnded(plus(sum, sum.getTracksEnded(), part, part.getTracksEnded()));
        sum.setDwellTotalMillis(plus(sum, sum.getDwellTotalMillis(), part, part.getDwellTotalMillis()));
        part.getEndedCounts().forEach(count -> addCount(sum.getEndedCounts(), count));
        part.getModels().stream()
                .filter(model -> !sum.getModels().contains(model))
                .forEach(sum.getModels()::add);
        sum.getModels().sort(BY_NAME);
        sum.setWithheld(sum.getWithheld() || part.getWithheld());
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

    private static Long plus(RollupSummary sum, Long one, RollupSummary part, Long other) {
        boolean unknown = one == null && sum.getWithheld() || other == null && part.getWithheld();
        if (unknown || one == null && other == null) {
            return null;
        }
        return Objects.requireNonNullElse(one, 0L) + Objects.requireNonNullElse(other, 0L);
    }

    /** Bands that are the same are added; others, of another configuration, stand side by side. */
    private static void addCount(List<AgeBandCount> counts, AgeBandCount part) {
        for (AgeBandCount count : counts) {
            if (count.getFromAge() == part.getFromAge() && Objects.equals(count.getToAge(), part.getToAge())) {
                count.setFemale(known(count.getFemale(), part.getFemale()));
                count.setMale(known(count.getMale(), part.getMale()));
                count.setUnknown(known(count.getUnknown(), part.getUnknown()));
                return;
            }
        }
        counts.add(AgeBandCount.newBuilder(part).build());
    }

    private static Long known(Long one, Long other) {
        return one == null || other == null ? null : (Long) (one + other);
    }
}
