package io.agender.vision;

/** A video could not be written: its disk is full, or its folder may not be written to. */
public final class VideoNotWrittenException extends VisionException {

    private static final long serialVersionUID = 1L;

    public VideoNotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}
