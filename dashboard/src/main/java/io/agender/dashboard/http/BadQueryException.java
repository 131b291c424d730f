package io.agender.dashboard.http;

/** A request asks for what can't be; the message is one sentence for whoever asked. */
final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadQueryException(String message) {
        super(message);
    }

    BadQueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
