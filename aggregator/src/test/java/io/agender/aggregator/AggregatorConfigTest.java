package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatorConfigTest {

    @Test
    void should_have_defaults() {
        assertThat(AggregatorConfig.from(Settings.NONE))
                .isEqualTo(new AggregatorConfig(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        new AgeBands(List.of(0, 13, 18, 25, 35, 45, 55, 65))));
    }

    @Test
    void should_read_what_is_set() {
        Settings settings = new Settings(
                Map.of("window", "1m", "grace", "0s", "idle", "1s", "partial.interval", "0s", "age.bands", "0, 18"));

        assertThat(AggregatorConfig.from(settings))
                .isEqualTo(new AggregatorConfig(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        new AgeBands(List.of(0, 18))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window           | 0s        | window must be at least 1s, not 0s.",
                "window           | 999ms     | window must be at least 1s, not 999ms.",
                "window           | -10s      | window: '-10s' is not a duration; write it like 500ms, 10s, 5m or 1h.",
                "window           | PT-10S    | window must be at least 1s, not PT-10S.",
                "window           | ten       | window: 'ten' is not a duration; write it like 500ms, 10s, 5m or 1h.",
                "window           | 32d       | window must be at most 31 days, not PT768H.",
                "window           | 1000.5ms  | window must be a whole number of milliseconds, not PT1.0005S.",
                "grace            | PT-1S     | grace must be at least 0s, not PT-1S.",
                "idle             | 0s        | idle must be at least 1s, not 0s.",
                "partial.interval | 5         | partial.interval: '5' is not a duration; write it like 500ms, 10s, 5m or 1h.",
                "age.bands        | 13,18     | age.bands: the first lower bound must be 0.",
                "age.bands        | 0,18,18   | age.bands: the lower bounds must ascend, but 18 follows 18.",
            })
    void should_refuse_a_bad_value_with_a_sentence_that_names_it(String name, String value, String message) {
        assertThatThrownBy(() -> AggregatorConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }
}
