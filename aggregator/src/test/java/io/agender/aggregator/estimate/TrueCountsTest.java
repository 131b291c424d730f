package io.agender.aggregator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueCountsTest {

    private static final AgeBands DECADES = AgeBands.parse("0,10,20,30,40,50,60,70");
    private static final int[][] DECADE_RANGES = {
        {0, 9}, {10, 19}, {20, 29}, {30, 39}, {40, 49}, {50, 59}, {60, 69}, {70, 79}
    };

    private static final AgeBands DEFAULT = AgeBands.parse("0,13,18,25,35,45,55,65");
    private static final int[][] FAIRFACE_RANGES = {
        {0, 2}, {3, 9}, {10, 19}, {20, 29}, {30, 39}, {40, 49}, {50, 59}, {60, 69}, {70, 79}
    };

    @ParameterizedTest
    @CsvSource({"60, 100", "250, 100", "1000, 100"})
    void should_hold_the_truth_in_nine_of_ten_crowds(int people, int crowds) {
        Random random = new Random(people);
        Coverage coverage = new Coverage();
        for (int i = 0; i < crowds; i++) {
            MadeUpNetwork network = new MadeUpNetwork(0.85, 8, 0.88, random);
            MadeUpNetwork.Counted crowd = network.new Counted(DECADES);
            double[] cells = new double[2 * DECADE_RANGES.length];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = -Math.log(1 - random.nextDouble()); // any mixture is as likely as any other
            }
            for (int person = 0; person < people; person++) {
                int cell = pick(cells, random);
                int[] range = DECADE_RANGES[cell / 2];
                crowd.add(cell % 2 == 0 ? Gender.FEMALE : Gender.MALE, range[0] + random.nextInt(10));
            }
            coverage.add(TrueCounts.of(network.benchmark(DECADE_RANGES, 60), DECADES), crowd);
        }

        assertThat(coverage.share()).as(coverage.toString()).isBetween(0.85, 0.95);
    }

    @Test
    void should_hold_most_truths_where_bands_cut_through_the_benchmarks_ranges() {
        Random random = new Random(7);
        Coverage coverage = new Coverage();
        for (int i = 0; i < 100; i++) {
            MadeUpNetwork network = new MadeUpNetwork(0.85, 8, 0.88, random);
            MadeUpNetwork.Counted crowd = network.new Counted(DEFAULT);
            double middle = 15 + 45 * random.nextDouble();
            double women = random.nextDouble();
            for (int person = 0; person < 250; person++) {
                int age = (int) Math.max(0, Math.min(79, middle + 15 * random.nextGaussian()));
                crowd.add(random.nextDouble() < women ? Gender.FEMALE : Gender.MALE, age);
            }
            coverage.add(TrueCounts.of(network.benchmark(FAIRFACE_RANGES, 60), DEFAULT), crowd);
        }

        assertThat(coverage.share()).as(coverage.toString()).isBetween(0.85, 0.95);
    }

    @Test
    void should_find_what_is_true_when_the_network_never_errs() {
        MadeUpNetwork.Counted crowd = MadeUpNetwork.perfect().new Counted(DEFAULT);
        for (int person = 0; person < 100; person++) {
            crowd.add(person % 3 == 0 ? Gender.FEMALE : Gender.MALE, person % 80);
        }

        List<CountEstimate> estimates = TrueCounts.of(MadeUpNetwork.perfect().benchmark(aligned(DEFAULT), 200), DEFAULT)
                .estimate(crowd.counts());

        assertThat(estimates).extracting(TrueCountsTest::name).startsWith("0-12 both", "13-17 FEMALE", "13-17 MALE");
        assertThat(estimates).hasSize(15).allSatisfy(estimate -> {
            long truth = crowd.truth(estimate.getFromAge(), estimate.getToAge(), estimate.getGender());
            assertThat(estimate.getLikely()).as(name(estimate)).isCloseTo(truth, within(0.6));
            assertThat(estimate.getHigh() - estimate.getLow()).isLessThanOrEqualTo(3);
        });
    }

    @Test
    void should_give_all_together_when_the_network_only_guesses() {
        MadeUpNetwork network = new MadeUpNetwork(0, 8, 0.5, new Random(1));
        MadeUpNetwork.Counted crowd = network.new Counted(DECADES);
        for (int person = 0; person < 100; person++) {
            crowd.add(Gender.MALE, 35);
        }

        assertThat(TrueCounts.of(network.benchmark(DECADE_RANGES, 200), DECADES).estimate(crowd.counts()))
                .containsExactly(new CountEstimate(0, null, Gender.UNKNOWN, 100.0, 100L, 100L));
    }

    @Test
    void should_give_genders_together_where_none_is_named_and_where_networks_have_none() {
        BenchmarkFaces faces = new MadeUpNetwork(1, 2, 0.95, new Random(1)).benchmark(DECADE_RANGES, 100);
        List<BenchmarkFaces.Pair> ages = faces.pairs().stream()
                .map(pair -> new BenchmarkFaces.Pair(
                        pair.fromAge(), pair.toAge(), pair.gender(), pair.answeredAge(), Gender.UNKNOWN, 1))
                .toList();
        AgeBands bands = AgeBands.parse("0,10,40");

        assertThat(TrueCounts.of(faces, bands).estimate(counts(bands, 9)))
                .extracting(TrueCountsTest::name)
                .containsExactly("0-9 both", "10-39 FEMALE", "10-39 MALE", "40+ FEMALE", "40+ MALE");
        assertThat(TrueCounts.of(new BenchmarkFaces("ages", Set.of(), 13, ages), bands)
                        .estimate(counts(bands, 9)))
                .extracting(TrueCountsTest::name)
                .containsExactly("0-9 both", "10-39 both", "40+ both");
    }

    @Test
    void should_give_a_band_of_which_the_benchmark_has_nobody_together_with_its_neighbour() {
        AgeBands bands = AgeBands.parse("0,40,90");

        assertThat(TrueCounts.of(MadeUpNetwork.perfect().benchmark(DECADE_RANGES, 50), bands)
                        .estimate(counts(bands, 9)))
                .extracting(TrueCountsTest::name)
                .containsExactly("0-39 FEMALE", "0-39 MALE", "40+ FEMALE", "40+ MALE");
    }

    @Test
    void should_share_out_everybody_who_was_counted_and_nobody_else() {
        TrueCounts counts =
                TrueCounts.of(new MadeUpNetwork(0.85, 8, 0.88, new Random(1)).benchmark(DECADE_RANGES, 60), DECADES);

        for (long each : new long[] {0, 1, 40, 100_000}) {
            List<CountEstimate> estimates = counts.estimate(counts(DECADES, each));
            double people = 3.0 * DECADES.size() * each;
            assertThat(estimates.stream().mapToDouble(CountEstimate::getLikely).sum())
                    .isCloseTo(people, within(0.5));
            assertThat(estimates).allSatisfy(estimate -> {
                assertThat(estimate.getLow()).isBetween(0L, (long) Math.ceil(estimate.getLikely()));
                assertThat(estimate.getHigh()).isBetween((long) estimate.getLikely(), (long) people);
            });
        }
    }

    @Test
    void should_give_the_same_for_the_same_counts_on_every_machine_whatever_was_estimated_before() {
        BenchmarkFaces faces = new BenchmarkFaces(
                "two hundred",
                Set.of(),
                13,
                List.of(
                        new BenchmarkFaces.Pair(20, 39, Gender.FEMALE, 28, Gender.FEMALE, 40),
                        new BenchmarkFaces.Pair(20, 39, Gender.FEMALE, 44, Gender.FEMALE, 8),
                        new BenchmarkFaces.Pair(20, 39, Gender.FEMALE, 28, Gender.MALE, 2),
                        new BenchmarkFaces.Pair(40, 59, Gender.FEMALE, 47, Gender.FEMALE, 35),
                        new BenchmarkFaces.Pair(40, 59, Gender.FEMALE, 36, Gender.FEMALE, 10),
                        new BenchmarkFaces.Pair(40, 59, Gender.FEMALE, 50, Gender.MALE, 5),
                        new BenchmarkFaces.Pair(20, 39, Gender.MALE, 30, Gender.MALE, 42),
                        new BenchmarkFaces.Pair(20, 39, Gender.MALE, 41, Gender.MALE, 6),
                        new BenchmarkFaces.Pair(20, 39, Gender.MALE, 30, Gender.FEMALE, 2),
                        new BenchmarkFaces.Pair(40, 59, Gender.MALE, 50, Gender.MALE, 38),
                        new BenchmarkFaces.Pair(40, 59, Gender.MALE, 35, Gender.MALE, 9),
                        new BenchmarkFaces.Pair(40, 59, Gender.MALE, 45, Gender.FEMALE, 3)));
        AgeBands bands = AgeBands.parse("0,40");
        TrueCounts counts = TrueCounts.of(faces, bands);

        List<CountEstimate> estimates = counts.estimate(counts(bands, 50));
        counts.estimate(counts(bands, 7));

        assertThat(counts.estimate(counts(bands, 50))).isEqualTo(estimates);
        assertThat(TrueCounts.of(faces, bands).estimate(counts(bands, 50))).isEqualTo(estimates);
        assertThat(estimates)
                .containsExactly(
                        new CountEstimate(0, 39, Gender.FEMALE, 70.5, 46L, 94L),
                        new CountEstimate(0, 39, Gender.MALE, 68.7, 46L, 91L),
                        new CountEstimate(40, null, Gender.FEMALE, 83.7, 56L, 113L),
                        new CountEstimate(40, null, Gender.MALE, 77.0, 51L, 104L));
    }

    private static String name(CountEstimate estimate) {
        return estimate.getFromAge() + (estimate.getToAge() == null ? "+" : "-" + estimate.getToAge()) + " "
                + (estimate.getGender() == Gender.UNKNOWN ? "both" : estimate.getGender());
    }

    /** So many of each gender, and of none, in each band. */
    private static List<AgeBandCount> counts(AgeBands bands, long each) {
        List<AgeBandCount> counts = new ArrayList<>();
        for (int band = 0; band < bands.size(); band++) {
            counts.add(new AgeBandCount(bands.fromAge(band), bands.toAge(band).orElse(null), each, each, each));
        }
        return counts;
    }

    private static int[][] aligned(AgeBands bands) {
        int[][] ranges = new int[bands.size()][];
        for (int band = 0; band < bands.size(); band++) {
            ranges[band] = new int[] {bands.fromAge(band), bands.toAge(band).orElse(79)};
        }
        return ranges;
    }

    private static int pick(double[] weights, Random random) {
        double left = 0;
        for (double weight : weights) {
            left += weight;
        }
        double at = random.nextDouble() * left;
        int cell = 0;
        while (cell + 1 < weights.length && at >= weights[cell]) {
            at -= weights[cell++];
        }
        return cell;
    }

    private static final class Coverage {

        private int held;
        private int all;
        private double width;
        private double error;
        private double raw;

        void add(TrueCounts counts, MadeUpNetwork.Counted crowd) {
            for (CountEstimate estimate : counts.estimate(crowd.counts())) {
                long truth = crowd.truth(estimate.getFromAge(), estimate.getToAge(), estimate.getGender());
                held += truth >= estimate.getLow() && truth <= estimate.getHigh() ? 1 : 0;
                all++;
                width += estimate.getHigh() - estimate.getLow();
                error += Math.abs(truth - estimate.getLikely());
                raw += Math.abs(truth - counted(crowd.counts(), estimate));
            }
        }

        private static long counted(List<AgeBandCount> counts, CountEstimate estimate) {
            return counts.stream()
                    .filter(band -> band.getFromAge() >= estimate.getFromAge()
                            && (estimate.getToAge() == null
                                    || band.getToAge() != null && band.getToAge() <= estimate.getToAge()))
                    .mapToLong(band -> switch (estimate.getGender()) {
                        case FEMALE -> band.getFemale();
                        case MALE -> band.getMale();
                        case UNKNOWN -> band.getFemale() + band.getMale() + band.getUnknown();
                    })
                    .sum();
        }

        double share() {
            return (double) held / all;
        }

        @Override
        public String toString() {
            return held + " of " + all + " held, mean width " + width / all + ", mean error " + error / all
                    + " where what was counted is off by " + raw / all;
        }
    }
}
