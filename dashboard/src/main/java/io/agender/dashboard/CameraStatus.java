package io.agender.dashboard;

/** How a camera is, so that a zero is never taken for a dead camera. */
enum CameraStatus {
    /** Frames come and can be read. */
    LIVE,
    /** Nothing has come for longer than the limit. */
    DARK,
    /** Frames come, and none could be read for longer than the limit. */
    UNREADABLE,
    /** Its last frame said that the stream is over. */
    ENDED
}
