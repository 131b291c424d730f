package io.agender.audit.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.period.NaiveCalendar.Span;
import io.agender.schemas.RollupPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaiveCalendarTest {

    private final NaiveCalendar calendar = new NaiveCalendar();

    @ParameterizedTest(name = "{1} in {0} is {2} of {3} minutes from {4}")
    @CsvSource({
        "UTC, 2026-03-29T00:30:00Z, DAILY, 1440, 2026-03-29T00:00:00Z",
        "Europe/Berlin, 2026-03-29T12:00:00Z, DAILY, 1380, 2026-03-28T23:00:00Z",
        "Europe/Berlin, 2026-10-25T12:00:00Z, DAILY, 1500, 2026-10-24T22:00:00Z",
        "Europe/Berlin, 2026-03-29T12:00:00Z, WEEKLY, 10020, 2026-03-22T23:00:00Z",
        "Europe/Berlin, 2026-10-25T00:30:00Z, HOURLY, 60, 2026-10-25T00:00:00Z",
        "Europe/Berlin, 2026-10-25T01:30:00Z, HOURLY, 60, 2026-10-25T01:00:00Z",
        "Asia/Kathmandu, 2026-01-01T00:00:00Z, HOURLY, 60, 2025-12-31T23:15:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:15:00Z, HOURLY, 60, 2026-10-03T14:30:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:45:00Z, HOURLY, 30, 2026-10-03T15:30:00Z",
        "America/Havana, 2026-03-08T12:00:00Z, DAILY, 1380, 2026-03-08T05:00:00Z",
        "America/Havana, 2026-11-01T05:30:00Z, DAILY, 1500, 2026-11-01T04:00:00Z",
        "America/Goose_Bay, 2010-11-07T03:30:00Z, DAILY, 1500, 2010-11-07T03:00:00Z",
        "Pacific/Apia, 2011-12-30T12:00:00Z, DAILY, 1440, 2011-12-30T10:00:00Z",
        "Pacific/Apia, 2011-12-30T09:00:00Z, DAILY, 1440, 2011-12-29T10:00:00Z",
    })
    void should_find_the_period_of_a_moment(
            String zone, Instant time, RollupPeriod length, long minutes, Instant start) {
        Span span = calendar.at(length, ZoneId.of(zone), time);

        assertThat(span.start()).isEqualTo(start);
        assertThat(Duration.between(span.start(), span.end())).hasMinutes(minutes);
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 8760", "America/New_York, 8760", "Asia/Kolkata, 8760", "Australia/Lord_Howe, 8761"})
    void should_have_each_moment_of_a_year_in_one_period_of_each_length(String name, int hours) {
        ZoneId zone = ZoneId.of(name);
        Instant begin = Instant.parse("2026-01-01T00:00:00Z")
                .atZone(zone)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant();
        for (RollupPeriod length : new RollupPeriod[] {RollupPeriod.HOURLY, RollupPeriod.DAILY}) {
            Instant time = begin;
            int periods = 0;
            while (time.isBefore(begin.plus(Duration.ofDays(365)))) {
                Span span = calendar.at(length, zone, time);
                assertThat(span.start()).isEqualTo(time);
                time = span.end();
                periods++;
            }
            assertThat(periods).isEqualTo(length == RollupPeriod.DAILY ? 365 : hours);
        }
    }
}
