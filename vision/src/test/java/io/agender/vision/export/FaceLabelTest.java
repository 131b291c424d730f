package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceLabelTest {

    @ParameterizedTest
    @CsvSource({
        "FEMALE,  31.2,   , F 31",
        "FEMALE,  30.5,   , F 31",
        "MALE,    40.0,   , M 40",
        "MALE,     0.3,   , M 0",
        "UNKNOWN, 25.0,   , ? 25",
        "FEMALE,      ,   , F",
        "UNKNOWN,     ,   , ?",
        "FEMALE,  31.2,  7, '#7 F 31'",
        "UNKNOWN,     , 12, '#12 ?'",
    })
    void should_name_track_gender_and_rounded_age(Gender gender, Double age, Integer track, String label) {
        OptionalDouble years = age == null ? OptionalDouble.empty() : OptionalDouble.of(age);
        OptionalInt number = track == null ? OptionalInt.empty() : OptionalInt.of(track);

        assertThat(FaceLabel.of(new AnalyzedFace(
                        new Detection(new BoundingBox(0, 0, 10, 10), 1, List.of()),
                        new FaceAttributes(gender, OptionalDouble.empty(), years, OptionalDouble.empty()),
                        number)))
                .isEqualTo(label);
    }
}
