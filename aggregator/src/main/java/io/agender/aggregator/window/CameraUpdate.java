package io.agender.aggregator.window;

/**
 * What a frame did to its camera.
 *
 * @param due what is to be sent
 */
public record CameraUpdate(Outcome outcome, Due due) {

    static final CameraUpdate DUPLICATE = new CameraUpdate(Outcome.DUPLICATE, Due.NOTHING);

    /** What became of the frame itself. */
    public enum Outcome {
        COUNTED,
        /** Its window is closed: not counted. */
        LATE,
        /** Seen before: the state is unchanged. */
        DUPLICATE
    }
}
