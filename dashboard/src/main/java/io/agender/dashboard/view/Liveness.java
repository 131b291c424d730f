package io.agender.dashboard.view;

/** How a camera is, so that a zero is never taken for a dead camera. */
public enum Liveness {
    /** Frames come and can be read. */
    LIVE,
    /** Nothing has come for longer than the limit, though somebody listened. */
    DARK,
    /** Nothing has come for longer than the limit, and nobody would have heard it: brokers or processors are silent. */
    UNKNOWN,
    /** Frames come, and none could be read for longer than the limit. */
    UNREADABLE,
    /** Frames come, and all fall into windows that are final: its clock is, or was, wrong, and nothing is counted. */
    LATE,
    /** Its last frame said that the stream is over. */
    ENDED
}
