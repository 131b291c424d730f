package io.agender.dashboard.http;

/** The dashboard's port can't be had; the message is one sentence for the user that says what to do. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
