package io.agender.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeBandsTest {

    private final AgeBands bands = AgeBands.parse("0, 13,18,65");

    @ParameterizedTest
    @CsvSource({"0,0", "12,0", "13,1", "17,1", "18,2", "64,2", "65,3", "150,3"})
    void should_find_the_band_of_an_age(int years, int band) {
        assertThat(bands.bandOf(years)).isEqualTo(band);
    }

    @Test
    void should_end_a_band_a_year_before_the_next_and_leave_the_last_open() {
        assertThat(List.of(bands.toAge(0), bands.toAge(1), bands.toAge(2), bands.toAge(3)))
                .containsExactly(Optional.of(12), Optional.of(17), Optional.of(64), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13,18       | the first lower bound must be 0",
                "-1,0        | the first lower bound must be 0",
                "0,18,18     | the lower bounds must ascend, but 18 follows 18",
                "0,25,18     | the lower bounds must ascend, but 18 follows 25",
                "0,121       | a lower bound must be at most 120",
                "0,teen      | 'teen' is not a whole number; write lower bounds like 0,18,65",
                "0,12.5      | '12.5' is not a whole number; write lower bounds like 0,18,65",
                "0,,18       | '' is not a whole number; write lower bounds like 0,18,65",
                "''          | '' is not a whole number; write lower bounds like 0,18,65",
            })
    void should_refuse_bounds_that_are_none(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeBands.parse(text))
                .withMessage(message);
    }
}
