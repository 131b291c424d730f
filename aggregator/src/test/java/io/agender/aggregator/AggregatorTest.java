package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregatorTest {

    @TempDir
    Path state;

    @Test
    void should_open_and_close_without_a_broker_or_a_registry() {
        try (StreamsRunner runner = open(Settings.NONE)) {
            assertThat(runner.isRunning()).isFalse();
            runner.check();
        }
    }

    @Test
    void should_refuse_to_have_its_application_id_overridden() {
        assertThatThrownBy(() -> open(new Settings(Map.of("kafka.application.id", "other"))))
                .isInstanceOf(SettingsException.class);
    }

    private StreamsRunner open(Settings settings) {
        return Aggregator.openRunner(
                KafkaConfig.from(settings),
                AggregatorConfig.from(settings),
                List.of(),
                "aggregator-test",
                state,
                1,
                new SimpleMeterRegistry());
    }
}
