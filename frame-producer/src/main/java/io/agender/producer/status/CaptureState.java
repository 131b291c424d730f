package io.agender.producer.status;

/** Where a camera stands. */
public enum CaptureState {
    /** Its source is being opened for the first time. */
    CONNECTING,
    /** Frames come. */
    RUNNING,
    /** Its source is lost, and is opened again and again. */
    LOST,
    /** Nothing more comes. */
    ENDED,
    /** It can't go on. */
    FAILED
}
