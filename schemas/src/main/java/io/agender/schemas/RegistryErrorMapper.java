package io.agender.schemas;

import io.agender.schemas.RegistryException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The one place that tells what it means when a serializer or deserializer throws: that the registry is away, that it
 * refuses, that something else than a registry answers, or nothing of the kind: then the record is at fault, or we are.
 */
final class RegistryErrorMapper {

    private static final String ALREADY_THERE = "AlreadyExistsException";
    private static final String SECURITY = " (docs/security.md)";

    private final String address;

    /** @param address of the registry, as messages show it */
    RegistryErrorMapper(String address) {
        this.address = address;
    }

    /** What to throw when a value of a topic can't be written: the error itself when the registry has done its work. */
    RuntimeException writing(String topic, RuntimeException error) {
        Optional<RegistryAnswer> answer = RegistryAnswer.in(error);
        return answer.isPresent()
                ? refusedToWrite(topic, answer.get(), error)
                : withoutStatus(error).<RuntimeException>map(known -> known).orElse(error);
    }

    /** What to throw when a value can't be read: the error itself when the registry has done its work. */
    RuntimeException reading(RuntimeException error) {
        Optional<RegistryAnswer> answer = RegistryAnswer.in(error);
        if (answer.isEmpty()) {
            return withoutStatus(error).<RuntimeException>map(known -> known).orElse(error);
        }
        if (answer.get().saysUnknown()) {
            return new SerializationException(
                    "The registry does not know the schema whose id the record names.", error);
        }
        return answer.get().status() == 422 ? error : refused(answer.get(), error); // 422: a schema of no use
    }

    private RegistryException refusedToWrite(String topic, RegistryAnswer answer, Throwable error) {
        String subject = topic + "-value";
        if (answer.status() == 409 && answer.name().endsWith(ALREADY_THERE)) {
            return new RegistryException(
                    Kind.CONFLICT,
                    "The schema registry at " + address + " was told of the schema of " + subject
                            + " by several at once, again and again (" + answer + "); start this one again.",
                    error);
        }
        if (answer.status() == 409) {
            return refusal(
                    " refuses the schema of " + subject + " beside the older ones (" + answer
                            + "); set that subject's compatibility rule to BACKWARD, or check that the subject is ours.",
                    error);
        }
        if (answer.status() == 422) {
            return refusal(
                    " can't use the schema of " + subject + " (" + answer + "); check that it takes Avro.", error);
        }
        return refused(answer, error);
    }

    private RegistryException refused(RegistryAnswer answer, Throwable error) {
        int status = answer.status();
        if (status == 401 || status == 407) {
            return refusal(
                    " does not accept who we are (" + answer + "); check its user and password in the settings that"
                            + " begin with serde." + SECURITY + ".",
                    error);
        }
        if (status == 403) {
            return refusal(
                    " does not let this user do what it asked for (" + answer
                            + "); grant it to read schemas and to register its own" + SECURITY + ".",
                    error);
        }
        if (status / 100 == 3) {
            return refusal(
                    " sends us elsewhere (" + answer + "); name the registry's own address in --registry-url.", error);
        }
        if (status == 404) {
            return noRegistry("404" + (answer.said().isEmpty() ? "" : ", " + answer.said()), error);
        }
        if (status >= 500 || status == 429 || status == 408) {
            return new RegistryException(
                    Kind.AWAY,
                    "The schema registry at " + address + " is there, but can't work (" + answer
                            + "); see its log, and start again when it can.",
                    error);
        }
        return refusal(" refuses (" + answer + "); see its log.", error);
    }

    private Optional<RegistryException> withoutStatus(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Optional<RegistryException> known = withoutStatus(cause, error);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private Optional<RegistryException> withoutStatus(Throwable cause, Throwable error) {
        if (cause instanceof RegistryException known) {
            return Optional.of(known);
        }
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return Optional.of(refusal(
                    ": its certificate is not trusted, or ours is not (" + cause.getMessage()
                            + "); check the truststore and the name of the host in the settings that begin with serde."
                            + SECURITY + ".",
                    error));
        }
        if (isNoAnswerOfARegistry(cause)) {
            return Optional.of(noRegistry("something that is no answer of a registry", error));
        }
        if (cause instanceof ProtocolException) {
            return Optional.of(noRegistry(cause.getMessage(), error));
        }
        if (cause instanceof IOException && !isAvros(cause) || cause instanceof RetriableException) {
            String why = cause.getMessage() == null ? "no connection" : cause.getMessage();
            return Optional.of(new RegistryException(
                    Kind.AWAY,
                    "The schema registry at " + address + " does not answer (" + why
                            + "); start it, or check --registry-url.",
                    error));
        }
        return cause instanceof AuthenticationException || cause instanceof AuthorizationException
                ? Optional.of(refusal(" refuses (" + cause.getMessage() + ")" + SECURITY + ".", error))
                : Optional.empty();
    }

    /** A page of a proxy, a login, another service: the clients stumble over it in ways of their own. */
    private static boolean isNoAnswerOfARegistry(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof SchemaParseException) {
            return message.contains("'<'"); // else a schema of another kind: of a record that is none of ours
        }
        String type = cause.getClass().getName();
        return message.startsWith("Content type ") && cause instanceof RuntimeException && isOfAClient(cause)
                || type.contains(".jackson.")
                || cause instanceof NullPointerException && isOfAClient(cause);
    }

    private static boolean isOfAClient(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .limit(3)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith("io.apicurio.")
                        || name.startsWith("io.kiota.")
                        || name.startsWith("com.microsoft.kiota.")
                        || name.startsWith("io.confluent."));
    }

    /** Avro's decoder reads from memory; its input errors say that the record is cut off or garbled. */
    private static boolean isAvros(Throwable error) {
        return error instanceof EOFException || error.getClass().getName().startsWith("org.apache.avro.");
    }

    private RegistryException noRegistry(String what, Throwable error) {
        return new RegistryException(
                Kind.REFUSED,
                "At " + address + " is no schema registry, or not the one that the serializers want: it answers " + what
                        + "; check --registry-url, and what stands before the registry.",
                error);
    }

    private RegistryException refusal(String what, Throwable error) {
        return new RegistryException(Kind.REFUSED, "The schema registry at " + address + what, error);
    }
}
