package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RowPeriod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                        new AgeBands(List.of(0, 13, 18, 25, 35, 45, 55, 65)),
                        0,
                        Set.of(),
                        Set.of()));
    }

    @Test
    void should_read_what_is_set() {
        Settings settings = new Settings(Map.of(
                "window", "1m",
                "grace", "0s",
                "idle", "1s",
                "partial.interval", "0s",
                "age.bands", "0, 18",
                "privacy.min.count", "5",
                "rollups", "daily, hourly",
                "rows", "Windows, daily"));

        assertThat(AggregatorConfig.from(settings))
                .isEqualTo(new AggregatorConfig(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        new AgeBands(List.of(0, 18)),
                        5,
                        Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY),
                        Set.of(RowPeriod.WINDOW, RowPeriod.DAILY)));
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
                "rollups          | weekly    | rollups: 'weekly' is no period; write hourly, daily or hourly,daily.",
                "rows             | weekly    | rows: 'weekly' is nothing that rows are made of; write windows, hourly, daily or several of them with commas.",
                "rows             | windows,daily | rows can't be daily when rollups are not; set rollups, too.",
                "age.bands        | 0,18,18   | age.bands: the lower bounds must ascend, but 18 follows 18.",
            })
    void should_refuse_a_bad_value_with_a_sentence_that_names_it(String name, String value, String message) {
        assertThatThrownBy(() -> AggregatorConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7s | hourly       | window must divide an hour when rollups are hourly, not be 7s.",
                "2h | hourly,daily | window must divide an hour when rollups are hourly, not be 7200s.",
                "5h | daily        | window must divide a day when rollups are daily, not be 18000s.",
            })
    void should_refuse_windows_that_reach_from_one_period_into_the_next(String window, String rollups, String message) {
        assertThatThrownBy(() -> AggregatorConfig.from(new Settings(Map.of("window", window, "rollups", rollups))))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }
}
