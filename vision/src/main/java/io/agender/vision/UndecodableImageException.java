package io.agender.vision;

/** The bytes of a frame are not a picture that can be analysed. Bad data, not a broken program. */
public final class UndecodableImageException extends VisionException {

    private static final long serialVersionUID = 1L;

    public UndecodableImageException(String message) {
        super(message);
    }

    public UndecodableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
