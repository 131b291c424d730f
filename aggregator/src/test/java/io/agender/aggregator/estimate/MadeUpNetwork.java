package io.agender.aggregator.estimate;

import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A network whose errors are known: ages are drawn towards the middle and scattered, genders are right so often, of
 * children less often.
 */
public final class MadeUpNetwork {

    static final ModelUse USE = new ModelUse(ModelTask.GENDER_AND_AGE, "made-up", "0123456789ab");

    private static final double MIDDLE = 30;
    private static final int ADULT = 13;

    private final double pull;
    private final double scatter;
    private final double right;
    private final Random random;

    /**
     * @param pull how much of an age's distance from the middle is left in the answer
     * @param scatter standard deviation of the answered age in years
     * @param right how often an adult's gender is
     */
    public MadeUpNetwork(double pull, double scatter, double right, Random random) {
        this.pull = pull;
        this.scatter = scatter;
        this.right = right;
        this.random = random;
    }

    /** One that never errs. */
    static MadeUpNetwork perfect() {
        return new MadeUpNetwork(1, 0, 1, new Random(1));
    }

    int age(int truth) {
        return (int) Math.max(
                0, Math.min(110, Math.round(MIDDLE + pull * (truth - MIDDLE) + scatter * random.nextGaussian())));
    }

    Gender gender(Gender truth, int age) {
        boolean isRight = random.nextDouble() < (age < ADULT ? (right + 0.5) / 2.2 : right);
        return isRight == (truth == Gender.FEMALE) ? Gender.FEMALE : Gender.MALE;
    }

    /** What it answers for so many faces of each gender and range of ages. */
    public BenchmarkFaces benchmark(int[][] ranges, int faces) {
        List<BenchmarkFaces.Pair> pairs = new ArrayList<>();
        for (int[] range : ranges) {
            for (Gender gender : List.of(Gender.FEMALE, Gender.MALE)) {
                for (int face = 0; face < faces; face++) {
                    int truth = range[0] + random.nextInt(range[1] - range[0] + 1);
                    pairs.add(
                            new BenchmarkFaces.Pair(range[0], range[1], gender, age(truth), gender(gender, truth), 1));
                }
            }
        }
        return new BenchmarkFaces("faces that were made up", Set.of(USE), ADULT, pairs);
    }

    /** Counts of a crowd, in which the pipeline names no gender below an answered age of 13. */
    final class Counted {

        private final AgeBands bands;
        private final long[][] answers;
        private final List<Object[]> people = new ArrayList<>();

        Counted(AgeBands bands) {
            this.bands = bands;
            this.answers = new long[bands.size()][3];
        }

        void add(Gender gender, int age) {
            int answered = age(age);
            Gender named = answered < ADULT ? Gender.UNKNOWN : gender(gender, age);
            answers[bands.bandOf(answered)][named == Gender.FEMALE ? 0 : named == Gender.MALE ? 1 : 2]++;
            people.add(new Object[] {gender, age});
        }

        List<AgeBandCount> counts() {
            List<AgeBandCount> counts = new ArrayList<>();
            for (int band = 0; band < bands.size(); band++) {
                counts.add(new AgeBandCount(
                        bands.fromAge(band),
                        bands.toAge(band).orElse(null),
                        answers[band][0],
                        answers[band][1],
                        answers[band][2]));
            }
            return counts;
        }

        /** How many there truly are of some ages and a gender, or of both. */
        long truth(int from, Integer to, Gender gender) {
            return people.stream()
                    .filter(one -> gender == Gender.UNKNOWN || one[0] == gender)
                    .filter(one -> (int) one[1] >= from && (to == null || (int) one[1] <= to))
                    .count();
        }
    }
}
