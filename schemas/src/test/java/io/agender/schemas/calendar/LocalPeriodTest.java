package io.agender.schemas.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.schemas.RollupPeriod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPeriodTest {

    /** Also the step in which windows may lie, so no period begins between two of them. */
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Each step of a year is put where the wall clock and the calendar there say, and must be found there. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026, 23h 25h",
        "America/New_York, 2026, 23h 25h",
        "Australia/Lord_Howe, 2026, 23h30m 24h30m",
        "Asia/Kathmandu, 2026, ''",
        "Asia/Kolkata, 2026, ''",
        "Africa/Cairo, 2026, 23h 25h",
        "Asia/Beirut, 2026, 23h 25h",
        "America/Santiago, 2026, 23h 25h",
        "America/Havana, 2026, 23h 25h",
        "America/Asuncion, 2023, 23h 25h",
        "America/Sao_Paulo, 2018, 23h 25h",
        "UTC, 2026, ''"
    })
    void should_put_each_moment_of_a_year_into_the_hour_day_and_week_that_the_wall_clock_shows(
            String name, int year, String odd) {
        ZoneId zone = ZoneId.of(name);
        Map<RollupPeriod, Function<ZonedDateTime, String>> shown = Map.of(
                RollupPeriod.HOURLY, local -> local.toLocalDate() + " " + local.getHour() + " " + local.getOffset(),
                RollupPeriod.DAILY, local -> local.toLocalDate().toString(),
                RollupPeriod.WEEKLY,
                        local -> local.get(IsoFields.WEEK_BASED_YEAR) + " "
                                + local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        shown.forEach((length, label) -> {
            Map<LocalPeriod, Set<String>> labels = new LinkedHashMap<>();
            Map<String, Set<LocalPeriod>> periods = new LinkedHashMap<>();
            for (Instant time : steps(zone, year)) {
                LocalPeriod period = LocalPeriod.at(length, zone, time);
                assertThat(period.holds(time)).as("%s %s", length, time).isTrue();
                String wanted = label.apply(time.atZone(zone));
                labels.computeIfAbsent(period, none -> new LinkedHashSet<>()).add(wanted);
                periods.computeIfAbsent(wanted, none -> new LinkedHashSet<>()).add(period);
            }
            assertThat(labels)
                    .allSatisfy(
                            (period, told) -> assertThat(told).as("%s", period).hasSize(1));
            assertThat(periods)
                    .allSatisfy((told, found) -> assertThat(found).as(told).hasSize(1));
            assertFollowEachOther(List.copyOf(labels.keySet()));
            if (length == RollupPeriod.DAILY) {
                assertThat(labels.keySet().stream()
                                .map(day -> Duration.between(day.start(), day.end()))
                                .filter(day -> !day.equals(Duration.ofDays(1)))
                                .map(day -> day.toString().substring(2).toLowerCase(Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(" ")))
                        .isEqualTo(odd);
            }
        });
    }

    private static List<Instant> steps(ZoneId zone, int year) {
        Instant begin = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        Instant end = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
        return Stream.iterate(begin, time -> time.isBefore(end), time -> time.plus(STEP))
                .toList();
    }

    private static void assertFollowEachOther(List<LocalPeriod> periods) {
        for (int i = 1; i < periods.size(); i++) {
            assertThat(periods.get(i).start())
                    .as("%s", periods.get(i))
                    .isEqualTo(periods.get(i - 1).end());
        }
    }

    @Test
    void should_make_two_of_the_hour_that_comes_twice() {
        assertThat(hour("Europe/Berlin", "2026-10-25T00:59:00Z")).isEqualTo("2026-10-25T00:00:00Z/PT1H");
        assertThat(hour("Europe/Berlin", "2026-10-25T01:00:00Z")).isEqualTo("2026-10-25T01:00:00Z/PT1H");
        // From 2:00 back to 1:30: the second half of the hour comes twice.
        assertThat(hour("Australia/Lord_Howe", "2026-04-04T14:59:00Z")).isEqualTo("2026-04-04T14:00:00Z/PT1H");
        assertThat(hour("Australia/Lord_Howe", "2026-04-04T15:00:00Z")).isEqualTo("2026-04-04T15:00:00Z/PT30M");
        // From 2:00 on to 2:30.
        assertThat(hour("Australia/Lord_Howe", "2026-10-03T15:30:00Z")).isEqualTo("2026-10-03T15:30:00Z/PT30M");
    }

    @Test
    void should_begin_hours_where_the_clock_of_a_place_does() {
        assertThat(hour("Asia/Kathmandu", "2026-11-30T10:00:00Z")).isEqualTo("2026-11-30T09:15:00Z/PT1H");
    }

    @Test
    void should_begin_a_day_an_hour_late_where_clocks_are_set_forward_at_midnight() {
        LocalPeriod day = at(RollupPeriod.DAILY, "America/Asuncion", "2023-10-01T12:00:00Z");

        assertThat(day.start().atZone(ZoneId.of("America/Asuncion")).toLocalTime())
                .hasToString("01:00");
        assertThat(Duration.between(day.start(), day.end())).isEqualTo(Duration.ofHours(23));
    }

    /** At 0:01 on Sunday it was 23:01 on Saturday once more. */
    @Test
    void should_not_end_a_day_that_has_begun_where_clocks_are_set_back_over_midnight() {
        LocalPeriod sunday = at(RollupPeriod.DAILY, "America/Goose_Bay", "2010-11-07T03:00:30Z");

        assertThat(at(RollupPeriod.DAILY, "America/Goose_Bay", "2010-11-07T03:30:00Z"))
                .isEqualTo(sunday);
        assertThat(at(RollupPeriod.DAILY, "America/Goose_Bay", "2010-11-07T02:59:59Z")
                        .end())
                .isEqualTo(sunday.start());
        assertThat(sunday.start()).isEqualTo("2010-11-07T03:00:00Z");
        assertThat(Duration.between(sunday.start(), sunday.end())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void should_have_no_day_for_a_date_that_was_left_out() {
        LocalPeriod before = at(RollupPeriod.DAILY, "Pacific/Apia", "2011-12-30T00:00:00Z");

        assertThat(at(RollupPeriod.DAILY, "Pacific/Apia", "2011-12-30T10:00:00Z")
                        .start())
                .isEqualTo(before.end());
        assertThat(before.end().atZone(ZoneId.of("Pacific/Apia")).toLocalDate()).hasToString("2011-12-31");
        assertThat(at(RollupPeriod.WEEKLY, "Pacific/Apia", "2011-12-30T10:00:00Z"))
                .isEqualTo(at(RollupPeriod.WEEKLY, "Pacific/Apia", "2011-12-29T10:00:00Z"));
    }

    @Test
    void should_begin_weeks_with_monday() {
        LocalPeriod week = at(RollupPeriod.WEEKLY, "America/New_York", "2026-11-01T12:00:00Z");

        ZonedDateTime monday = week.start().atZone(ZoneId.of("America/New_York"));
        assertThat(monday.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(monday.toLocalDate()).hasToString("2026-10-26");
        assertThat(Duration.between(week.start(), week.end())).isEqualTo(Duration.ofHours(7 * 24 + 1));
    }

    @Test
    void should_refuse_a_length_that_it_does_not_know() {
        assertThatThrownBy(() -> LocalPeriod.at(RollupPeriod.UNKNOWN, ZoneId.of("UTC"), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hour(String zone, String time) {
        LocalPeriod hour = at(RollupPeriod.HOURLY, zone, time);
        return hour.start() + "/" + Duration.between(hour.start(), hour.end());
    }

    private static LocalPeriod at(RollupPeriod length, String zone, String time) {
        return LocalPeriod.at(length, ZoneId.of(zone), Instant.parse(time));
    }
}
