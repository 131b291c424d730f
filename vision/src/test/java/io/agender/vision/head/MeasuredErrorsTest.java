package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.models.AttributesSpec.AgeError;
import io.agender.models.AttributesSpec.GenderCalibration;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredErrorsTest {

    private static final MeasuredErrors ERRORS = new MeasuredErrors(
            List.of(new GenderCalibration(null, 0.5, -1)),
            List.of(new AgeError(5.0, 2), new AgeError(13.0, 6), new AgeError(null, 10)));

    @ParameterizedTest
    @CsvSource({
        "0.5, FEMALE, 0.26894", // log-odds 0 become -1
        "0.89, MALE, 0.511317", // log-odds a little above 2 become a little above 0
        "0.9, MALE, 0.524633",
        "0, FEMALE, 0.003665", // bounded, so never certain
        "1, MALE, 0.973535",
    })
    void should_scale_the_log_odds_and_draw_the_line_at_a_half(double raw, Gender gender, double probability) {
        FaceAttributes face = ERRORS.applyTo(FaceAttributes.UNKNOWN.withGender(Gender.MALE, raw));

        assertThat(face.maleProbability().getAsDouble()).isCloseTo(probability, within(1e-3));
        assertThat(face.gender()).isEqualTo(gender);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.731059", // as at 20: log-odds 2 become 1
        "20, 0.731059",
        "30, 0.5", // half-way to 40: slope 0.75, offset -1.5
        "40, 0.268941", // slope 1, offset -3
        "55, 0.148047", // three quarters to 60: slope 0.25, offset -2.25
        "60, 0.119203", // slope 0, offset -2
        "99, 0.119203",
    })
    void should_go_by_the_answered_age_between_and_beyond_those_that_are_named(double age, double probability) {
        MeasuredErrors byAge = new MeasuredErrors(
                List.of(
                        new GenderCalibration(20.0, 0.5, 0),
                        new GenderCalibration(40.0, 1, -3),
                        new GenderCalibration(60.0, 0, -2)),
                List.of());
        double odds = 1 / (1 + Math.exp(-2));

        FaceAttributes face = byAge.applyTo(
                FaceAttributes.UNKNOWN.withGender(Gender.MALE, odds).withAge(age, OptionalDouble.empty()));

        assertThat(face.maleProbability().getAsDouble()).isCloseTo(probability, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "4.9, 2", "5, 6", "12.9, 6", "13, 10", "99, 10"})
    void should_state_the_error_of_the_answered_age(double age, double error) {
        FaceAttributes face = ERRORS.applyTo(FaceAttributes.UNKNOWN.withAge(age, OptionalDouble.empty()));

        assertThat(face.age()).hasValue(age);
        assertThat(face.ageDeviation()).hasValue(error);
    }

    @Test
    void should_put_the_measured_error_in_place_of_a_networks_own_deviation() {
        FaceAttributes sure = FaceAttributes.UNKNOWN.withAge(30, OptionalDouble.of(1));

        assertThat(ERRORS.applyTo(sure).ageDeviation()).hasValue(10);
    }

    @Test
    void should_leave_what_was_not_measured_and_an_unknown_face_alone() {
        FaceAttributes own = FaceAttributes.UNKNOWN.withGender(Gender.MALE, 0.7).withAge(30, OptionalDouble.of(4));

        assertThat(new MeasuredErrors(List.of(), List.of()).applyTo(own)).isEqualTo(own);
        assertThat(ERRORS.applyTo(FaceAttributes.UNKNOWN)).isEqualTo(FaceAttributes.UNKNOWN);
    }
}
