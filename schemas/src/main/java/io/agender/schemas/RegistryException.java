package io.agender.schemas;

import java.util.Optional;
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

    /** What the registry did, when an error goes back to it. */
    public static Optional<RegistryException> in(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryException known) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** True when an error of a deserializer is not the record's fault: the registry's, or of who interrupted the asking. */
    public static boolean isCauseOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryException || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
