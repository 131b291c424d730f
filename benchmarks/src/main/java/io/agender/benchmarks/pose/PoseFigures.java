package io.agender.benchmarks.pose;

import io.agender.benchmarks.accuracy.Interval;
import io.agender.vision.HeadPose;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Errors of poses.
 *
 * @param faces pictures that were looked at
 * @param found in how many a face was found
 * @param yaw mean absolute error in degrees, as of the other errors of heads that were found and are labelled within the
 *     measured yaw
 * @param yawBias mean error
 * @param pitch mean absolute error
 * @param pitchBias mean error
 * @param roll mean absolute error, against that by which the picture was turned
 * @param watchingRight share of all pictures, those without a face too, for which watching or not is told rightly
 * @param watchersTold share of the heads labelled as watching that are told as such
 * @param othersTold share of the others that are told as such
 */
record PoseFigures(
        int faces,
        int found,
        Interval yaw,
        double yawBias,
        Interval pitch,
        double pitchBias,
        double roll,
        Interval watchingRight,
        double watchersTold,
        double othersTold) {

    static PoseFigures of(List<PoseSample> samples, PoseAngles angles) {
        List<PoseSample> posed = samples.stream()
                .filter(one -> one.pose().isPresent() && Math.abs(one.label().yaw()) <= angles.measuredYaw())
                .toList();
        Predicate<PoseSample> watches = one -> one.label().watches(angles.maxYaw(), angles.maxPitch());
        Predicate<PoseSample> right = one -> watches.test(one) == one.watches(angles.maxYaw(), angles.maxPitch());
        double[] yaw = errors(posed, one -> pose(one).yaw() - one.label().yaw());
        double[] pitch = errors(posed, one -> pose(one).pitch() - one.label().pitch());
        double[] roll = errors(posed, one -> pose(one).roll() - one.turned());
        return new PoseFigures(
                samples.size(),
                (int) samples.stream().filter(PoseSample::found).count(),
                Interval.ofMean(absolute(yaw)),
                mean(yaw),
                Interval.ofMean(absolute(pitch)),
                mean(pitch),
                mean(absolute(roll)),
                Interval.ofMean(errors(samples, one -> right.test(one) ? 1 : 0)),
                share(samples, watches, right),
                share(samples, watches.negate(), right));
    }

    private static HeadPose pose(PoseSample sample) {
        return sample.pose().orElseThrow();
    }

    private static double[] errors(List<PoseSample> samples, ToDoubleFunction<PoseSample> error) {
        return samples.stream().mapToDouble(error).toArray();
    }

    private static double[] absolute(double[] errors) {
        return Arrays.stream(errors).map(Math::abs).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double share(List<PoseSample> samples, Predicate<PoseSample> these, Predicate<PoseSample> right) {
        return samples.stream()
                .filter(these)
                .mapToDouble(one -> right.test(one) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
