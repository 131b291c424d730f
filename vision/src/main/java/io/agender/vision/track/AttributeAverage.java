package io.agender.vision.track;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the classified frames of a track say together. Immutable; a fold over estimates with {@link #plus}.
 *
 * <p>Age is the mean of the estimates, weighted with the quality of their crops (D. H. D. West, "Updating mean and
 * variance estimates: an improved method", 1979). Where the network states how far its ages are off, the deviation of the
 * mean is that error less the part of it that averages out: the scatter of the estimates about their mean. What stays is
 * the error that all estimates of one face share, which no number of them removes. Of a network that states none, the
 * deviation is that scatter, without bias for such weights. Gender adds up log-odds, each times its weight, as independent evidence would, with two brakes, because
 * frames of one face are not independent and calibrated or not, the networks are surer of one frame than of a face: one frame counts at most
 * {@value #MAX_LOG_ODDS}, and weights of n in sum count as n / (1 + (n - 1) r) (the design effect of L. Kish, "Survey
 * Sampling", 1965) with a correlation r of {@value #CORRELATION}; so a face that is seen for ever counts as 1 / r frames.
 *
 * @param samples estimates that went in
 * @param ageWeight sum of the weights of estimates of age
 * @param ageSquaredWeight sum of their squares
 * @param ageMean weighted mean of the age in years
 * @param ageScatter weighted sum of squared differences from the mean
 * @param networkVariance weighted mean of the variances that came with the estimates; negative for none
 * @param genderWeight sum of the weights of estimates of gender
 * @param logOdds weighted sum of the log-odds of male
 */
public record AttributeAverage(
        int samples,
        double ageWeight,
        double ageSquaredWeight,
        double ageMean,
        double ageScatter,
        double networkVariance,
        double genderWeight,
        double logOdds) {

    /** Nothing was estimated yet. */
    public static final AttributeAverage EMPTY = new AttributeAverage(0, 0, 0, 0, 0, -1, 0, 0);

    /** Log-odds from which a gender is named: a probability of 0.73. */
    public static final double GENDER_THRESHOLD = 1;

    /** As of a probability of 0.95. */
    static final double MAX_LOG_ODDS = 3;

    /** Chosen: consecutive estimates of one face agree far more than the error rate over faces would have it. */
    static final double CORRELATION = 0.2;

    /** Log-odds of a network that names a gender without a probability: as of a probability of 0.8. */
    static final double NAMED_LOG_ODDS = 1.4;

    /** The worst crop still counts a little, so that a track of bad crops has a mean. */
    static final double MIN_WEIGHT = 0.01;

    private static final int SUMS = 7;

    /** The average that {@link #samples()} and {@link #sums()} told of. */
    public static AttributeAverage of(int samples, List<Double> sums) {
        if (sums.size() != SUMS) {
            throw new IllegalArgumentException("an average has " + SUMS + " sums, not " + sums.size());
        }
        return new AttributeAverage(
                samples, sums.get(0), sums.get(1), sums.get(2), sums.get(3), sums.get(4), sums.get(5), sums.get(6));
    }

    /** All numbers of it but the samples, for keeping. */
    public List<Double> sums() {
        return List.of(ageWeight, ageSquaredWeight, ageMean, ageScatter, networkVariance, genderWeight, logOdds);
    }

    /**
     * The average with one more estimate. An estimate that says nothing changes nothing.
     *
     * @param quality how much it counts, 0 to 1, as of {@link FaceQuality}
     */
    public AttributeAverage plus(FaceAttributes estimate, double quality) {
        OptionalDouble odds = logOdds(estimate);
        if (estimate.age().isEmpty() && odds.isEmpty()) {
            return this;
        }
        double weight = quality > MIN_WEIGHT ? Math.min(1, quality) : MIN_WEIGHT;
        AttributeAverage aged = estimate.age().isPresent()
                ? plusAge(estimate.age().getAsDouble(), estimate.ageDeviation(), weight)
                : this;
        return new AttributeAverage(
                samples == Integer.MAX_VALUE ? samples : samples + 1,
                aged.ageWeight,
                aged.ageSquaredWeight,
                aged.ageMean,
                aged.ageScatter,
                aged.networkVariance,
                odds.isPresent() ? genderWeight + weight : genderWeight,
                odds.isPresent() ? logOdds + weight * odds.getAsDouble() : logOdds);
    }

    private AttributeAverage plusAge(double age, OptionalDouble deviation, double weight) {
        double total = ageWeight + weight;
        double difference = age - ageMean;
        double step = difference * weight / total;
        return new AttributeAverage(
                samples,
                total,
                ageSquaredWeight + weight * weight,
                ageMean + step,
                ageScatter + ageWeight * difference * step,
                variance(deviation, weight / total),
                genderWeight,
                logOdds);
    }

    private double variance(OptionalDouble deviation, double share) {
        if (deviation.isEmpty()) {
            return networkVariance;
        }
        double variance = deviation.getAsDouble() * deviation.getAsDouble();
        return networkVariance < 0 ? variance : networkVariance + (variance - networkVariance) * share;
    }

    private static OptionalDouble logOdds(FaceAttributes estimate) {
        if (estimate.maleProbability().isPresent()) {
            double male = estimate.maleProbability().getAsDouble();
            double odds = Math.log(male) - Math.log1p(-male);
            return OptionalDouble.of(Math.max(-MAX_LOG_ODDS, Math.min(MAX_LOG_ODDS, odds)));
        }
        return switch (estimate.gender()) {
            case MALE -> OptionalDouble.of(NAMED_LOG_ODDS);
            case FEMALE -> OptionalDouble.of(-NAMED_LOG_ODDS);
            case UNKNOWN -> OptionalDouble.empty();
        };
    }

    /**
     * The track's own estimate.
     *
     * @param genderThreshold log-odds from which a gender is named, 0 or more. Raising it leaves more tracks UNKNOWN and
     *     fewer wrong
     */
    public FaceAttributes toAttributes(double genderThreshold) {
        double male = evidence();
        boolean decided = genderWeight > 0 && male != 0 && Math.abs(male) >= genderThreshold;
        return new FaceAttributes(
                decided ? (male > 0 ? Gender.MALE : Gender.FEMALE) : Gender.UNKNOWN,
                genderWeight > 0 ? OptionalDouble.of(1 / (1 + Math.exp(-male))) : OptionalDouble.empty(),
                ageWeight > 0 ? OptionalDouble.of(ageMean) : OptionalDouble.empty(),
                ageDeviation());
    }

    /** Log-odds of male after both brakes. */
    private double evidence() {
        return logOdds / (1 + Math.max(0, genderWeight - 1) * CORRELATION);
    }

    private OptionalDouble ageDeviation() {
        if (ageWeight <= 0) {
            return OptionalDouble.empty();
        }
        double degrees = ageWeight - ageSquaredWeight / Math.max(ageWeight, MIN_WEIGHT);
        boolean several = degrees > 1e-9 * ageWeight;
        double scatter = several ? ageScatter / degrees : 0;
        if (networkVariance < 0) {
            return several ? OptionalDouble.of(Math.sqrt(scatter)) : OptionalDouble.empty();
        }
        double estimates = ageWeight * ageWeight / ageSquaredWeight;
        double independent = estimates / (1 + (estimates - 1) * CORRELATION);
        return OptionalDouble.of(
                Math.sqrt(Math.max(networkVariance, scatter) - scatter + scatter / Math.max(1, independent)));
    }
}
