package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenDaysTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nothing is known of the first day, 2026-05-01, 1970-01-01",
        "two days later it is believed, 2026-05-01 2026-05-02 2026-05-03, 2026-05-03",
        "and each day from then on, 2026-05-01 2026-05-03 2026-05-04, 2026-05-04",
        "also after a long weekend, 2026-05-01 2026-05-03 2026-05-07, 2026-05-07",
        "but not years ahead, 2026-05-01 2026-05-03 2035-05-03, 2026-05-03",
        "nor on the day after that, 2026-05-01 2026-05-03 2035-05-03 2035-05-04, 2026-05-03",
        "unless it goes on for two, 2026-05-01 2026-05-03 2026-08-03 2026-08-04 2026-08-05, 2026-08-05",
        "set back it is as it was, 2026-05-01 2026-05-03 2035-05-03 2026-05-04, 2026-05-03",
        "and to before, 2026-05-01 2026-05-03 2026-05-02, 2026-05-02",
        "once a week it is the week before, 2026-05-01 2026-05-08 2026-05-15, 2026-05-08",
        "a clock without power, 2026-05-01 2026-05-03 1970-01-01 2026-05-04, 1970-01-01"
    })
    void should_believe_a_clock_that_goes_on(String what, String days, LocalDate believed) {
        LocalDate[] all = Arrays.stream(days.split(" ")).map(LocalDate::parse).toArray(LocalDate[]::new);
        SeenDays seen = SeenDays.first(all[0]);
        for (LocalDate day : all) {
            seen = seen.and(day);
        }

        assertThat(seen.believed()).as(what).isEqualTo(believed);
    }
}
