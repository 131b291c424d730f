package io.agender.benchmarks.accuracy;

import io.agender.vision.ModelUse;
import java.util.List;
import java.util.SortedMap;

/**
 * What a contender answered.
 *
 * @param samples one for each labelled face, in the order of the labels
 * @param bySize the same faces scaled down so that the longer side of the face's box has so many pixels
 * @param models the networks that ran
 * @param detectMillis mean time of a look for faces
 * @param classifyMillis mean time of a face, cut out and classified alone
 */
record Measured(
        Contender contender,
        List<FaceSample> samples,
        SortedMap<Integer, List<FaceSample>> bySize,
        List<ModelUse> models,
        double detectMillis,
        double classifyMillis) {}
