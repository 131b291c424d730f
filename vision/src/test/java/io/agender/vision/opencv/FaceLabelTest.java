package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceLabelTest {

    @ParameterizedTest
    @CsvSource({
        "FEMALE,  31.2, F 31",
        "FEMALE,  30.5, F 31",
        "MALE,    40.0, M 40",
        "MALE,     0.3, M 0",
        "UNKNOWN, 25.0, ? 25",
        "FEMALE,      , F",
        "UNKNOWN,     , ?",
    })
    void should_name_gender_and_rounded_age(Gender gender, Double age, String label) {
        OptionalDouble years = age == null ? OptionalDouble.empty() : OptionalDouble.of(age);

        assertThat(FaceLabel.of(new FaceAttributes(gender, OptionalDouble.empty(), years, OptionalDouble.empty())))
                .isEqualTo(label);
    }
}
