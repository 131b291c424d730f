package io.agender.dashboard.http;

import static io.agender.dashboard.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.dashboard.state.TimeRange;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeQueryTest {

    private static final TimeRange HOUR = new TimeRange(NOON.minusSeconds(3600), NOON);

    @ParameterizedTest
    @CsvSource({
        ",                         ,                         2026-11-24T11:00:00Z, 2026-11-24T12:00:00Z",
        "2026-11-24T11:30:00Z,     ,                         2026-11-24T11:30:00Z, 2026-11-24T12:00:00Z",
        ",                         2026-11-20T12:00:00Z,     2026-11-20T11:00:00Z, 2026-11-20T12:00:00Z",
        "2026-11-24T12:00:00+02:00, 2026-11-24T12:00:00Z,    2026-11-24T10:00:00Z, 2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00 02:00, 2026-11-24T12:00:00Z,    2026-11-24T10:00:00Z, 2026-11-24T12:00:00Z",
    })
    void should_be_what_is_asked_for(String from, String to, String start, String end) {
        TimeRange range = TimeRangeQuery.of(Optional.ofNullable(from), Optional.ofNullable(to), HOUR);
        assertThat(range.from()).isEqualTo(start);
        assertThat(range.to()).isEqualTo(end);
    }

    @Test
    void should_refuse_what_is_no_range() {
        assertThatThrownBy(() -> TimeRangeQuery.of(Optional.of("yesterday"), Optional.empty(), HOUR))
                .isInstanceOf(BadQueryException.class)
                .hasMessage("'from' must be a time such as 2026-05-01T09:00:00Z.");
        assertThatThrownBy(() -> TimeRangeQuery.of(Optional.of(NOON.toString()), Optional.of(NOON.toString()), HOUR))
                .isInstanceOf(BadQueryException.class)
                .hasMessageContaining("must be before");
    }
}
