package io.agender.benchmarks.pose;

import java.util.List;
import java.util.SortedMap;

/**
 * What a detector says of all pictures.
 *
 * @param near of the pictures as they are
 * @param turned of the same pictures turned one way and the other
 * @param bySize of the same pictures seen from afar, by the longer side of the face
 * @param models the networks that ran
 * @param detectMillis mean time of a look at a picture, with landmarks and pose
 */
record MeasuredPoses(
        String detector,
        List<PoseSample> near,
        List<PoseSample> turned,
        SortedMap<Integer, List<PoseSample>> bySize,
        List<String> models,
        double detectMillis) {}
