package io.agender.models.fetch;

import java.io.IOException;

/** One source of a file does not give it; the message is a clause that says why. */
final class SourceFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean worthRetrying;

    SourceFailedException(String message, boolean worthRetrying, Throwable cause) {
        super(message, cause);
        this.worthRetrying = worthRetrying;
    }

    SourceFailedException(String message) {
        this(message, false, null);
    }

    /** What an error says of itself, in brackets; nothing where it says nothing. */
    static String reason(IOException error) {
        return error.getMessage() == null || error.getMessage().isBlank() ? "" : " (" + error.getMessage() + ")";
    }

    /** Whether the same source may give the rest when it is asked again. */
    boolean worthRetrying() {
        return worthRetrying;
    }
}
