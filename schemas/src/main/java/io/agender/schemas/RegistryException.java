package io.agender.schemas;

import org.apache.kafka.common.KafkaException;

/** The schema registry did not do what a serializer or deserializer asked of it. The message is one sentence for the user. */
public final class RegistryException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whether asking again may help. */
    public enum Kind {
        /** It did not answer, or is ill; it will be back. */
        AWAY,
        /** Somebody else registered at the same moment; the next attempt finds what that one made. */
        CONFLICT,
        /** It answered and refused, or what answers is no registry: somebody must change something. */
        REFUSED
    }

    public RegistryException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** Whether asking again may help. */
    public Kind kind() {
        return kind;
    }
}
