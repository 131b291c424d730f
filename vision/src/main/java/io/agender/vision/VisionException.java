package io.agender.vision;

/** Something about a picture, a video or a model that the user can act on; the message is one clear sentence. */
public class VisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VisionException(String message) {
        super(message);
    }

    public VisionException(String message, Throwable cause) {
        super(message, cause);
    }
}
