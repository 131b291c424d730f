package io.agender.runtime;

import io.agender.runtime.status.RootCause;

/** A Kafka Streams client stopped because of an error that no policy resumes from. */
public final class StreamsFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StreamsFailedException(String name, Throwable cause) {
        super("The " + name + " stopped" + (cause == null ? "." : ": " + rootMessage(cause)), cause);
    }

    private static String rootMessage(Throwable error) {
        Throwable root = RootCause.of(error);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
