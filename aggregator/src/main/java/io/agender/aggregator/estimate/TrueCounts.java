package io.agender.aggregator.estimate;

import io.agender.aggregator.config.AgeBands;
import io.agender.aggregator.estimate.CellGroups.Group;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.Gender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is likely true of counts by age band and gender, when the networks err as they do on a benchmark.
 *
 * <p>A bootstrap over both samples: {@value #DRAWS} times the benchmark's faces are drawn anew from themselves, and so are
 * the counted people; {@link Mixture} finds the shares that explain them; and everybody who was counted gets a true cell by
 * chance, as likely as these shares and those faces make it (B. Efron, "Missing Data, Imputation, and the Bootstrap",
 * 1994). So the interval is of how many of the counted people there truly were, not of a crowd that they might stand for:
 * with networks that never err it has hardly any width. The estimate is the mean of the draws, which is steadier than the single
 * best explanation (L. Breiman, "Bagging Predictors", 1996).
 *
 * <p>A pure function of the counts, whatever was estimated before and wherever: random numbers begin anew with each call.
 * Immutable and safe to share.
 */
final class TrueCounts {

    /** With more bands it takes seconds. */
    static final int MOST_BANDS = 24;

    private static final int DRAWS = 200;

    /** What lies outside of the interval on either side, in 100. */
    private static final double TAIL = 0.05;

    private static final long FACES_SEED = 1977;
    private static final long PEOPLE_SEED = 1994;

    private final AgeBands bands;
    private final List<Group> groups;
    /** One for each drawn sample of the benchmark's faces. */
    private final List<Mixture> drawn;

    private TrueCounts(AgeBands bands, List<Group> groups, List<Mixture> drawn) {
        this.bands = bands;
        this.groups = groups;
        this.drawn = drawn;
    }

    /** Reads the faces of a benchmark once for all estimates. */
    static TrueCounts of(BenchmarkFaces benchmark, AgeBands bands) {
        LabelledFaces faces = LabelledFaces.of(benchmark.pairs(), bands);
        Draws draws = new Draws(FACES_SEED);
        List<Mixture> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(Mixture.of(faces.resampled(draws.random())));
        }
        return new TrueCounts(
                bands, CellGroups.of(LabelledFaces.of(benchmark.told(), bands).counts()), List.copyOf(drawn));
    }

    /**
     * The likely true counts of each group of cells, from young to old.
     *
     * @param counts of all bands, youngest first, none of them withheld
     */
    List<CountEstimate> estimate(List<AgeBandCount> counts) {
        long[] counted = new long[3 * bands.size()];
        for (int band = 0; band < bands.size(); band++) {
            counted[band] = counts.get(band).getFemale();
            counted[bands.size() + band] = counts.get(band).getMale();
            counted[2 * bands.size() + band] = counts.get(band).getUnknown();
        }
        long people = Arrays.stream(counted).sum();
        long[][] possible = new long[groups.size()][DRAWS];
        if (people > 0) {
            Draws draws = new Draws(PEOPLE_SEED);
            for (int draw = 0; draw < DRAWS; draw++) {
                long[] crowd = impute(counted, people, drawn.get(draw), draws);
                for (int group = 0; group < groups.size(); group++) {
                    possible[group][draw] = crowd[group];
                }
            }
        }
        List<CountEstimate> estimates = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            estimates.add(estimate(groups.get(group), possible[group]));
        }
        return estimates;
    }

    /** How many of the counted people are in each group, as it may be. */
    private long[] impute(long[] counted, long people, Mixture mixture, Draws draws) {
        double[] shares = mixture.shares(doubles(draws.shareOut(people, doubles(counted))));
        long[] crowd = new long[groups.size()];
        for (int answer = 0; answer < counted.length; answer++) {
            if (counted[answer] > 0) {
                long[] truth = draws.shareOut(counted[answer], weights(mixture, shares, answer));
                for (int group = 0; group < crowd.length; group++) {
                    crowd[group] += truth[group];
                }
            }
        }
        return crowd;
    }

    private double[] weights(Mixture mixture, double[] shares, int answer) {
        double[] weights = new double[groups.size()];
        for (int group = 0; group < weights.length; group++) {
            for (int truth = 0; truth < shares.length; truth++) {
                if (groups.get(group).holds(truth, bands.size())) {
                    weights[group] += mixture.weight(shares, truth, answer);
                }
            }
        }
        return weights;
    }

    private CountEstimate estimate(Group group, long[] possible) {
        double likely = Arrays.stream(possible).average().orElseThrow();
        long[] ascending = possible.clone();
        Arrays.sort(ascending);
        long low = ascending[(int) Math.floor(TAIL * (DRAWS - 1))];
        long high = ascending[(int) Math.ceil((1 - TAIL) * (DRAWS - 1))];
        return CountEstimate.newBuilder()
                .setFromAge(bands.fromAge(group.from()))
                .setToAge(bands.toAge(group.to()).orElse(null))
                .setGender(group.women() && group.men() ? Gender.UNKNOWN : group.women() ? Gender.FEMALE : Gender.MALE)
                .setLikely(Math.round(10 * likely) / 10.0)
                .setLow(Math.min(low, (long) Math.floor(likely)))
                .setHigh(Math.max(high, (long) Math.ceil(likely)))
                .build();
    }

    private static double[] doubles(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }
}
