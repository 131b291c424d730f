package io.agender.schemas.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.TimeRange;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTimesTest {

    static {
        TrustedRecords.ensure();
    }

    /** Mondays with a break, Sundays over the time in which clocks are set, Christmas Eve short, the next day closed. */
    private static final OpeningHours HOURS = new OpeningHours(
            List.of(
                    new OpenDay(WeekDay.MONDAY, List.of(new OpenTime(540, 720), new OpenTime(780, 1080))),
                    new OpenDay(WeekDay.SUNDAY, List.of(new OpenTime(90, 240), new OpenTime(1380, 1440)))),
            List.of(
                    new OpenDate("2026-12-24", List.of(new OpenTime(600, 840))),
                    new OpenDate("2026-12-28", List.of())));

    @Test
    void should_be_open_from_the_minute_of_opening_to_that_of_closing() {
        OpeningTimes berlin = times("Europe/Berlin");

        assertThat(berlin.isOpenAt(Instant.parse("2026-11-30T07:59:59Z"))).isFalse();
        assertThat(berlin.isOpenAt(Instant.parse("2026-11-30T08:00:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2026-11-30T10:59:59Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2026-11-30T11:00:00Z"))).isFalse();
        assertThat(berlin.isOpenAt(Instant.parse("2026-12-01T08:00:00Z"))).isFalse();
    }

    @Test
    void should_go_by_a_date_rather_than_by_its_day_of_the_week() {
        OpeningTimes berlin = times("Europe/Berlin");

        assertThat(berlin.isOpenAt(Instant.parse("2026-12-24T09:30:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2026-12-28T09:30:00Z"))).isFalse();
    }

    @Test
    void should_be_open_both_times_when_the_time_comes_twice_and_not_in_one_that_is_left_out() {
        assertThat(openOn("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .isEqualTo("2026-10-24T23:30:00Z/PT3H30M"); // 1:30 to 4:00, with 2:00 to 3:00 twice
        assertThat(openOn("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T20:00:00Z"))
                .isEqualTo("2026-03-29T00:30:00Z/PT1H30M");
        assertThat(openOn("Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T12:00:00Z"))
                .isEqualTo("2026-04-04T14:30:00Z/PT3H");
    }

    @Test
    void should_join_times_over_midnight_and_keep_to_the_bounds() {
        OpeningTimes kathmandu = new OpeningTimes(
                new OpeningHours(
                        List.of(
                                new OpenDay(WeekDay.SUNDAY, List.of(new OpenTime(1380, 1440))),
                                new OpenDay(WeekDay.MONDAY, List.of(new OpenTime(0, 120)))),
                        List.of()),
                ZoneId.of("Asia/Kathmandu"));

        assertThat(kathmandu.between(Instant.parse("2026-11-29T17:30:00Z"), Instant.parse("2026-11-29T20:00:00Z")))
                .containsExactly(
                        new TimeRange(Instant.parse("2026-11-29T17:30:00Z"), Instant.parse("2026-11-29T20:00:00Z")));
    }

    /** Minute by minute over a year. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago"})
    void should_name_just_the_times_at_which_it_is_open(String zone) {
        OpeningTimes times = times(zone);
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        for (int week = 0; week < 53; week++) {
            Instant from = begin.plus(Duration.ofDays(7L * week));
            Instant to = from.plus(Duration.ofDays(7));
            List<TimeRange> open = times.between(from, to);
            for (Instant time = from; time.isBefore(to); time = time.plusSeconds(300)) {
                Instant now = time;
                assertThat(open.stream()
                                .anyMatch(range -> !now.isBefore(range.getFrom()) && now.isBefore(range.getTo())))
                        .as("%s", now)
                        .isEqualTo(times.isOpenAt(now));
            }
        }
    }

    @Test
    void should_keep_the_dates_that_a_week_may_have() {
        assertThat(OpeningTimes.around(HOURS, Instant.parse("2026-12-27T23:00:00Z"))
                        .getDates())
                .hasSize(2);
        assertThat(OpeningTimes.around(HOURS, Instant.parse("2026-11-30T23:00:00Z"))
                        .getDates())
                .isEmpty();
    }

    private static String openOn(String zone, String from, String to) {
        TimeRange first =
                times(zone).between(Instant.parse(from), Instant.parse(to)).get(0);
        return first.getFrom() + "/" + Duration.between(first.getFrom(), first.getTo());
    }

    private static OpeningTimes times(String zone) {
        return new OpeningTimes(HOURS, ZoneId.of(zone));
    }
}
