package io.agender.models.fetch;

/** A file of a model cannot be had; the message is one sentence that says why and where to put the file. */
public final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FetchException(String message) {
        super(message);
    }
}
