package io.agender.launcher.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.SettingsException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T10:00, 2026-11-29T09:00:00Z",
        "2026-11-29 10:00, 2026-11-29T09:00:00Z",
        "2026-11-29T10:00:01.5, 2026-11-29T09:00:01.500Z",
        "2026-07-29T10:00, 2026-07-29T08:00:00Z",
        "2026-11-29, 2026-11-28T23:00:00Z",
        "2026-11-29T10:00Z, 2026-11-29T10:00:00Z",
        "2026-11-29T10:00+09:00, 2026-11-29T01:00:00Z",
    })
    void should_read_a_time_in_the_readers_zone_unless_it_names_one(String text, Instant time) {
        assertThat(Moment.parse("--from", text, BERLIN)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "10:00", "2026-11-31", "2026-11-29T25:00", "29.11.2026"})
    void should_say_what_a_time_looks_like(String text) {
        assertThatThrownBy(() -> Moment.parse("--until", text, BERLIN))
                .isInstanceOf(SettingsException.class)
                .hasMessage("--until: '" + text + "' is no time; write it like 2026-11-29T10:00 or 2026-11-29T09:00Z.");
    }
}
