package io.agender.launcher.command.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionEndsTest {

    @ParameterizedTest(name = "Kafka {0}")
    @CsvSource({"4.2.2, 29, false", "4.3.0, 30, true", "4.4.0, 33, true", "4.5, 34, false"})
    void should_know_brokers_by_the_highest_version_of_the_metadata_that_they_understand(
            String release, int maxMetadata, boolean known) {
        assertThat(TransactionEnds.isOfThem(maxMetadata)).as(release).isEqualTo(known);
    }
}
