package io.agender.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells a registry that did not do its work from a record that can't be read: when the registry did not answer, or
 * answered that it is ill or that we may not ask, the record may be fine.
 */
public final class RegistryTrouble {

    /** How registry clients tell the HTTP status: Kiota's, which Apicurio uses, and Confluent's. */
    private static final List<String> STATUS_METHODS = List.of("getResponseStatusCode", "getStatus");

    private static final int NOT_FOUND = 404;

    /** The id in the record is unknown, or its schema is of no use. */
    private static final List<Integer> FAULTS_OF_THE_RECORD = List.of(NOT_FOUND, 422);

    private static final int ILL = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private RegistryTrouble() {}

    /** True when an error of a deserializer goes back to the registry. */
    static boolean isCauseOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (isConnection(cause) || isRefusal(cause)) {
                return true;
            }
        }
        return false;
    }

    /** True when the registry answered that it does not know the id in the record. */
    static boolean isUnknownSchema(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            OptionalInt status = httpStatus(cause);
            if (status.isPresent() && status.getAsInt() == NOT_FOUND) {
                return true;
            }
        }
        return false;
    }

    /**
     * True when an error of a serializer says that the registry did not answer or is ill, so that another attempt may
     * succeed; false when it refused.
     */
    public static boolean passes(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            OptionalInt status = httpStatus(cause);
            if (status.isPresent()) {
                return status.getAsInt() >= ILL || status.getAsInt() == TOO_MANY_REQUESTS;
            }
            if (cause instanceof IOException && !isAvros(cause) || cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnection(Throwable error) {
        return error instanceof IOException && !isAvros(error)
                || error instanceof InterruptedException
                || error instanceof RetriableException
                || error instanceof AuthenticationException
                || error instanceof AuthorizationException;
    }

    /** Avro's decoder reads from memory; its input errors say that the record is cut off or garbled. */
    private static boolean isAvros(Throwable error) {
        return error instanceof EOFException || error.getClass().getName().startsWith("org.apache.avro.");
    }

    private static boolean isRefusal(Throwable error) {
        OptionalInt status = httpStatus(error);
        return status.isPresent() && !FAULTS_OF_THE_RECORD.contains(status.getAsInt());
    }

    /** By reflection, because the client is the user's choice and may not be on the class path. */
    private static OptionalInt httpStatus(Throwable error) {
        for (String method : STATUS_METHODS) {
            try {
                if (error.getClass().getMethod(method).invoke(error) instanceof Integer status && status >= 100) {
                    return OptionalInt.of(status);
                }
            } catch (ReflectiveOperationException e) {
                // not an error of a client of this kind
            }
        }
        return OptionalInt.empty();
    }
}
