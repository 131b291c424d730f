package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.BufferUnderflowException;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTroubleTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_blame_the_registry(String what, Throwable error) {
        assertThat(RegistryTrouble.isCauseOf(error)).isTrue();
    }

    static Stream<Arguments> should_blame_the_registry() {
        return Stream.of(
                arguments("nobody listens", wrapped(wrapped(new ConnectException()))),
                arguments("the connection broke", wrapped(new IOException("no bytes", new EOFException()))),
                arguments("the thread was interrupted", wrapped(wrapped(new InterruptedException()))),
                arguments("Kiota: 401", wrapped(new KiotaException(401))),
                arguments("Kiota: 429", wrapped(new KiotaException(429))),
                arguments("Kiota: 500", wrapped(new KiotaException(500))),
                arguments("Confluent: 503", new SerializationException("no schema", new ConfluentException(503))),
                arguments("Confluent: time is over", new TimeoutException("no answer")),
                arguments("Confluent: wrong password", new AuthenticationException("no")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_blame_the_record(String what, Throwable error) {
        assertThat(RegistryTrouble.isCauseOf(error)).isFalse();
    }

    static Stream<Arguments> should_blame_the_record() {
        return Stream.of(
                arguments("wrong first byte", new IllegalStateException("Unknown magic byte!")),
                arguments("too short for an id", new BufferUnderflowException()),
                arguments("cut off", new UncheckedIOException(new EOFException())),
                arguments("garbled", new UncheckedIOException(new InvalidNumberEncodingException("long"))),
                arguments("another record", new AvroTypeException("Found a, expecting b")),
                arguments("another type", new SerializationException("holds a Frame where FrameFaces belongs")),
                arguments("Kiota: unknown id", wrapped(new KiotaException(404))),
                arguments("Kiota: no status at all", wrapped(new KiotaException(0))),
                arguments("Confluent: unknown id", new SerializationException("no", new ConfluentException(404))),
                arguments("Confluent: a schema of no use", new ConfluentException(422)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_tell_what_another_attempt_may_mend(String what, Throwable error, boolean passes) {
        assertThat(RegistryTrouble.passes(error)).isEqualTo(passes);
    }

    static Stream<Arguments> should_tell_what_another_attempt_may_mend() {
        return Stream.of(
                arguments("nobody listens", wrapped(wrapped(new ConnectException())), true),
                arguments("the connection broke", wrapped(new IOException("no bytes", new EOFException())), true),
                arguments("Kiota: 429", wrapped(new KiotaException(429)), true),
                arguments("Kiota: 500", wrapped(new KiotaException(500)), true),
                arguments("Confluent: 503", new SerializationException("no schema", new ConfluentException(503)), true),
                arguments("Confluent: time is over", new TimeoutException("no answer"), true),
                arguments("Kiota: 401", wrapped(new KiotaException(401)), false),
                arguments("Kiota: the schema is not compatible", wrapped(new KiotaException(409)), false),
                arguments("Confluent: a schema of no use", new ConfluentException(422), false),
                arguments("a bug", new IllegalStateException("no such field"), false),
                arguments("the thread was interrupted", wrapped(wrapped(new InterruptedException())), false));
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException(cause);
    }

    /** Tells its status as the errors of Apicurio's client do. */
    public static final class KiotaException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        KiotaException(int status) {
            this.status = status;
        }

        public int getResponseStatusCode() {
            return status;
        }
    }

    /** Tells its status as the errors of Confluent's client do. */
    public static final class ConfluentException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        ConfluentException(int status) {
            this.status = status;
        }

        public int getStatus() {
            return status;
        }
    }
}
