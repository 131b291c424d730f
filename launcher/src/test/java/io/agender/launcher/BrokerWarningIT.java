package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.embedded.BrokerConfig;
import io.agender.embedded.EmbeddedBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerWarningIT {

    /** The embedded broker is of 4.4, and has it mended; by what it tells it can't be known from others. */
    @Test
    void should_warn_of_brokers_that_can_lose_the_end_of_a_transaction_and_make_the_topics(@TempDir Path folder)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(folder.resolve("broker")))) {
            Agender create = Agender.run("topics", "create", "--bootstrap-servers", broker.bootstrapServers());
            assertThat(create.exitCode()).as(create.toString()).isZero();
            assertThat(create.err())
                    .startsWith("agender: The brokers are of Kafka 4.3 or 4.4, and 4.3.0 to 4.4.0 can lose");
            assertThat(create.out()).contains("agender.frames: created");
        }
    }
}
