package io.agender.aggregator.estimate;

import io.agender.aggregator.config.AgeBands;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupSummary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes into hours and days what is likely true of their counts, where a benchmark of just the networks that answered is
 * known. Looks at nothing but what the record publishes, after all that is withheld was taken out of it: so it can tell
 * nobody more than the record does. Immutable and safe to share.
 */
public final class LikelyCounts {

    /** Estimates nothing. */
    static final LikelyCounts NONE = new LikelyCounts(new AgeBands(List.of(0)), List.of());

    /** What networks are asked for that say who is counted where; others only find faces. */
    private static final Set<ModelTask> ANSWERS = EnumSet.of(ModelTask.GENDER, ModelTask.AGE, ModelTask.GENDER_AND_AGE);

    private final AgeBands bands;
    private final List<Known> known;

    private record Known(BenchmarkFaces benchmark, TrueCounts counts) {}

    private LikelyCounts(AgeBands bands, List<Known> known) {
        this.bands = bands;
        this.known = known;
    }

    /** Where nothing is rolled up, or into too many bands, there is nothing to estimate. */
    public static LikelyCounts of(AggregatorConfig config, List<BenchmarkFaces> benchmarks) {
        AgeBands bands = config.ageBands();
        if (config.rollups().isEmpty() || bands.size() > TrueCounts.MOST_BANDS) {
            return NONE;
        }
        List<Known> known = new ArrayList<>();
        for (BenchmarkFaces benchmark : benchmarks) {
            // A handful of faces, none of which is surely of any of these bands, explains nothing.
            if (Mixture.of(LabelledFaces.of(benchmark.pairs(), bands).counts()).explainsAny()) {
                known.add(new Known(benchmark, TrueCounts.of(benchmark, bands)));
            }
        }
        return new LikelyCounts(bands, List.copyOf(known));
    }

    /** The same record with estimates; itself where there are none. */
    public RollupSummary addTo(RollupSummary published) {
        if (!isWhole(published)) {
            return published;
        }
        return benchmarkOf(published)
                .map(one -> RollupSummary.newBuilder(published)
                        .setEndedEstimates(one.counts.estimate(published.getEndedCounts()))
                        .setEstimatedBy(one.benchmark.name())
                        .build())
                .orElse(published);
    }

    /** Whether all tracks that ended are told by the bands that are configured now, and no cell is withheld. */
    private boolean isWhole(RollupSummary rollup) {
        List<AgeBandCount> counts = rollup.getEndedCounts();
        if (rollup.getTracksEnded() == null || counts.size() != bands.size()) {
            return false;
        }
        for (int band = 0; band < bands.size(); band++) {
            AgeBandCount count = counts.get(band);
            if (count.getFromAge() != bands.fromAge(band)
                    || !Objects.equals(count.getToAge(), bands.toAge(band).orElse(null))
                    || AgeBands.CELLS.stream().anyMatch(cell -> cell.in(count) == null)) {
                return false;
            }
        }
        return true;
    }

    /** Of a mixture of models nothing is known: which of them counted whom is not in the sum. */
    private Optional<Known> benchmarkOf(RollupSummary rollup) {
        Set<ModelUse> answered = rollup.getModels().stream()
                .filter(use -> ANSWERS.contains(use.getTask()))
                .collect(Collectors.toSet());
        return known.stream()
                .filter(one -> one.benchmark.networks().equals(answered))
                .findFirst();
    }
}
