package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.AttributesSpec.AgeError;
import io.agender.models.AttributesSpec.GenderCalibration;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredErrorsTest {

    private static final MeasuredErrors ERRORS = new MeasuredErrors(
            Optional.of(new GenderCalibration(0.5, -1)),
            List.of(new AgeError(5.0, 2), new AgeError(13.0, 6), new AgeError(null, 10)));

    @ParameterizedTest
    @CsvSource({
        "0.5, FEMALE, 0.26894", // log-odds 0 become -1
        "0.89, MALE, 0.511317", // log-odds a little above 2 become a little above 0
        "0.9, MALE, 0.524633",
        "0, FEMALE, 0.000368", // bounded, so never certain
        "1, MALE, 0.997285",
    })
    void should_scale_the_log_odds_and_draw_the_line_at_a_half(double raw, Gender gender, double probability) {
        FaceAttributes face = ERRORS.applyTo(FaceAttributes.UNKNOWN.withGender(Gender.MALE, raw));

        assertThat(face.maleProbability().getAsDouble()).isCloseTo(probability, within(1e-3));
        assertThat(face.gender()).isEqualTo(gender);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "4.9, 2", "5, 6", "12.9, 6", "13, 10", "99, 10"})
    void should_state_the_error_of_the_answered_age(double age, double error) {
        FaceAttributes face = ERRORS.applyTo(FaceAttributes.UNKNOWN.withAge(age, OptionalDouble.empty()));

        assertThat(face.age()).hasValue(age);
        assertThat(face.ageDeviation()).hasValue(error);
    }

    @Test
    void should_leave_a_networks_own_deviation_and_an_unknown_face_alone() {
        FaceAttributes own = FaceAttributes.UNKNOWN.withAge(30, OptionalDouble.of(4));

        assertThat(ERRORS.applyTo(own)).isEqualTo(own);
        assertThat(ERRORS.applyTo(FaceAttributes.UNKNOWN)).isEqualTo(FaceAttributes.UNKNOWN);
        assertThat(new MeasuredErrors(Optional.empty(), List.of())
                        .applyTo(FaceAttributes.UNKNOWN.withGender(Gender.MALE, 0.7)))
                .isEqualTo(FaceAttributes.UNKNOWN.withGender(Gender.MALE, 0.7));
    }
}
