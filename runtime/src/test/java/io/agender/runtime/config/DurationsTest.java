package io.agender.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s,      PT0S",
        "500ms,   PT0.5S",
        "10s,     PT10S",
        "1.5s,    PT1.5S",
        "5m,      PT5M",
        "1h,      PT1H",
        "1d,      PT24H",
        "' 10S ', PT10S",
        "PT90S,   PT1M30S",
        "p1dt1h,  PT25H",
    })
    void should_read_a_duration(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "ten seconds", "-10s", "10 s", "1e3s", "10s5ms"})
    void should_refuse_what_is_none_and_say_how_to_write_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("'" + text + "' is not a duration; write it like 500ms, 10s, 5m or 1h");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT0.5S,500ms", "PT1.5S,1500ms", "PT1M30S,90s", "PT24H,86400s", "PT0.0000001S,PT0.0000001S"})
    void should_write_the_shortest_exact_form(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @Test
    void should_check_the_least_a_setting_may_be() {
        ConfigDef.Validator validator = Durations.atLeast(Duration.ofSeconds(1));

        validator.ensureValid("window", "1s");
        assertThatThrownBy(() -> validator.ensureValid("window", "999ms"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("window must be at least 1s, not 999ms.");
        assertThatThrownBy(() -> validator.ensureValid("window", "soon"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("window: 'soon' is not a duration; write it like 500ms, 10s, 5m or 1h.");
        assertThat(validator).hasToString("a duration of at least 1s");
    }
}
