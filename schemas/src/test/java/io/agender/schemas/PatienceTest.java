package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofSeconds(60));

    /** As Apicurio's client does. */
    @Test
    void should_find_an_interrupt_of_who_asks_that_is_hidden_in_other_errors() {
        assertThatThrownBy(() -> patience.with(() -> {
                    throw new IllegalStateException(new IllegalStateException(new InterruptedException()));
                }))
                .isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).as("the thread's flag").isTrue();
    }

    @Test
    void should_leave_other_errors_as_they_are() {
        IllegalStateException error = new IllegalStateException("no schema");

        assertThatThrownBy(() -> patience.with(() -> {
                    throw error;
                }))
                .isSameAs(error);
    }
}
