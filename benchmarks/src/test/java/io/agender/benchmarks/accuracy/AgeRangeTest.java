package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeRangeTest {

    @ParameterizedTest
    @CsvSource({
        "34, 34, 34, 34",
        "34.0, 34, 34, 34",
        "0-2, 0-2, 0, 1",
        "10-19, 10-19, 10, 14.5",
        "3 to 9, 3-9, 3, 6",
        "more than 70, 70+, 70, 75",
        "70+, 70+, 70, 75",
        ">70, 70+, 70, 75",
        "03-Sep, 3-9, 3, 6", // how spreadsheets read 3-9
        "9-Mar, 3-9, 3, 6",
        "Oct-19, 10-19, 10, 14.5",
        "19-Oct, 10-19, 10, 14.5",
    })
    void should_read_what_data_sets_and_spreadsheets_write(String text, String label, int from, double middle) {
        AgeRange age = AgeRange.parse(text);

        assertThat(age.label()).isEqualTo(label);
        assertThat(age.from()).isEqualTo(from);
        assertThat(age.middle()).isEqualTo(middle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"young", "", "20-10", "-3", "200", "10-Foo"})
    void should_refuse_what_is_no_age(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> AgeRange.parse(text));
    }
}
