package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agender.schemas.RegistryException;
import io.agender.schemas.RegistryException.Kind;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryErrorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void should_tell_whose_fault_it_is_and_whether_it_passes(
            String what, Throwable error, boolean registrys, boolean passes) {
        assertThat(RegistryErrors.isCauseOf(error)).isEqualTo(registrys);
        assertThat(RegistryErrors.passes(error)).isEqualTo(passes);
    }

    static Stream<Arguments> should_tell_whose_fault_it_is_and_whether_it_passes() {
        return Stream.of(
                arguments("away", trouble(Kind.AWAY), true, true),
                arguments("a conflict", trouble(Kind.CONFLICT), true, true),
                arguments("a refusal", trouble(Kind.REFUSED), true, false),
                arguments("wrapped by Kafka", new SerializationException("no", trouble(Kind.AWAY)), true, true),
                arguments("the thread was interrupted", wrapped(new InterruptedException()), true, false),
                arguments("a broken record", new SerializationException("wrong first byte"), false, false),
                arguments("a bug", new IllegalStateException("no such field"), false, false));
    }

    @Test
    void should_find_the_sentence() {
        assertThat(RegistryErrors.in(wrapped(trouble(Kind.AWAY))))
                .hasValueSatisfying(known -> assertThat(known).hasMessage("The registry is not as it should be."));
    }

    static RegistryException trouble(Kind kind) {
        return new RegistryException(kind, "The registry is not as it should be.", null);
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new RuntimeException(new RuntimeException(cause));
    }
}
