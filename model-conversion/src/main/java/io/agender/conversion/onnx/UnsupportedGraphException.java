package io.agender.conversion.onnx;

import io.agender.conversion.graph.GraphTranslation;

/**
 * A node does something that the converter cannot translate. The message is a verb phrase that fits behind the node's
 * name; {@link GraphTranslation} completes it to a sentence.
 */
public final class UnsupportedGraphException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsupportedGraphException(String message) {
        super(message);
    }
}
