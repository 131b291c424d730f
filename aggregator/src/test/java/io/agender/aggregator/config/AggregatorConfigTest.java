package io.agender.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RowPeriod;
import java.time.Duration;
import java.time.ZoneId;
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
                        Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY, RollupPeriod.WEEKLY),
                        ZoneId.of("UTC"),
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
                "rollups", "daily, hourly, weekly",
                "rollups.time.zone", "Europe/Berlin",
                "rows", "Windows, daily"));

        assertThat(AggregatorConfig.from(settings))
                .isEqualTo(new AggregatorConfig(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        new AgeBands(List.of(0, 18)),
                        5,
                        Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY, RollupPeriod.WEEKLY),
                        ZoneId.of("Europe/Berlin"),
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
                "rollups          | monthly   | rollups: 'monthly' is no period; write hourly, daily, weekly, several of them with commas, or none.",
                "rollups.time.zone | Berlin   | rollups.time.zone must be a zone such as Europe/Berlin or UTC, not Berlin.",
                "rows             | monthly   | rows: 'monthly' is nothing that rows are made of; write windows, hourly, daily, weekly or several of them with commas.",
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
                "7s  | hourly       | 7s",
                "30m | hourly,daily | 1800s",
                "5h  | daily        | 18000s",
                "1h  | weekly       | 3600s",
            })
    void should_refuse_windows_that_reach_from_one_period_into_the_next(String window, String rollups, String told) {
        assertThatThrownBy(() -> AggregatorConfig.from(new Settings(Map.of("window", window, "rollups", rollups))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("window must divide a quarter of an hour, where the hours of some time zones begin, when"
                        + " rollups are on, not be " + told + ".");
    }

    @Test
    void should_refuse_rows_of_periods_that_are_not_rolled_up() {
        assertThatThrownBy(
                        () -> AggregatorConfig.from(new Settings(Map.of("rollups", "hourly", "rows", "windows,daily"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("rows can't be daily when rollups are not; set rollups, too.");
    }

    @ParameterizedTest
    @CsvSource({"10s, true", "15m, true", "7s, false", "30m, false", "1s, true", "5400ms, false", "900s, true"})
    void should_roll_up_by_default_where_the_window_divides_a_quarter_of_an_hour(String window, boolean rolledUp) {
        AggregatorConfig config = AggregatorConfig.from(new Settings(Map.of("window", window)));

        assertThat(config.rollups()).hasSize(rolledUp ? 3 : 0);
        assertThat(config.rollupTopics()).hasSize(rolledUp ? 5 : 0);
    }

    @Test
    void should_roll_nothing_up_where_that_is_asked_for() {
        assertThat(AggregatorConfig.from(new Settings(Map.of("rollups", "none")))
                        .rollups())
                .isEmpty();
    }
}
