package io.agender.aggregator;

/** A record of agender.faces can't be summed up. Bad data, not a broken program. */
final class UnusableFacesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFacesException(String message) {
        super(message);
    }
}
