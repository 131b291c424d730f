package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    @Test
    void should_trust_the_records_and_what_was_trusted_before_but_nothing_else() {
        TrustedRecords.ensure();

        assertThat(ClassSecurityValidator.getGlobal().isTrusted(Face.class)).isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(String.class)).isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(ProcessBuilder.class))
                .isFalse();
    }
}
