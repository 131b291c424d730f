package io.agender.benchmarks.accuracy;

import io.agender.vision.ModelUse;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a contender answered.
 *
 * @param samples one for each labelled face, in the order of the labels
 * @param bySize the same faces scaled down so that the longer side of the face's box has so many pixels
 * @param models the networks that ran
 * @param minFaceSide faces whose longer side has fewer pixels are not classified
 * @param detectMillis mean time of a look for faces in a picture as it is
 * @param farMillis the same in the frame that shows faces from afar; NaN when nobody looked
 * @param leastMillis the least processor time of a look in that frame; NaN when nobody looked
 * @param classifyMillis mean time of a face, cut out and classified alone
 */
record Measured(
        Contender contender,
        List<FaceSample> samples,
        SortedMap<Integer, List<FaceSample>> bySize,
        List<ModelUse> models,
        double minFaceSide,
        double detectMillis,
        double farMillis,
        double leastMillis,
        double classifyMillis) {

    /** What is known before the faces are read from afar. */
    static Measured near(
            Contender contender,
            List<FaceSample> samples,
            List<ModelUse> models,
            double minFaceSide,
            double detectMillis,
            double classifyMillis) {
        return new Measured(
                contender,
                samples,
                Collections.emptySortedMap(),
                models,
                minFaceSide,
                detectMillis,
                Double.NaN,
                Double.NaN,
                classifyMillis);
    }

    /** The same with what was answered from afar. */
    Measured withFar(SortedMap<Integer, List<FaceSample>> sizes, double millis, double least) {
        return new Measured(
                contender, samples, sizes, models, minFaceSide, detectMillis, millis, least, classifyMillis);
    }
}
