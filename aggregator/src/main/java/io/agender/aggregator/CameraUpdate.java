package io.agender.aggregator;

import java.util.List;

/**
 * What a frame did to its camera.
 *
 * @param summaries what is to be sent, in order
 */
record CameraUpdate(Outcome outcome, List<TimedSummary> summaries) {

    static final CameraUpdate DUPLICATE = new CameraUpdate(Outcome.DUPLICATE, List.of());

    /** What became of the frame itself. */
    enum Outcome {
        COUNTED,
        /** Its window is closed: not counted. */
        LATE,
        /** Seen before: the state is unchanged. */
        DUPLICATE
    }
}
