package io.agender.dashboard.report;

/** A report can't be made now; the message is one sentence for whoever asked. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnansweredException(String message) {
        super(message);
    }

    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
