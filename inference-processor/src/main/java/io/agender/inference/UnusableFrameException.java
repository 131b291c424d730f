package io.agender.inference;

/** A record of agender.frames breaks the contract of that topic. Bad data, not a broken program. */
final class UnusableFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFrameException(String message) {
        super(message);
    }
}
