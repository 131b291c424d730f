package io.agender.conversion;

/**
 * A node does something that the converter cannot translate. The message is a verb phrase that fits behind the node's
 * name; {@link GraphTranslation} completes it to a sentence.
 */
final class UnsupportedGraphException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedGraphException(String message) {
        super(message);
    }
}
