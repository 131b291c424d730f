package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.config.AgeBands;
import io.agender.models.AnswerPairs.Network;
import io.agender.models.MeasuredErrors;
import io.agender.models.MeasuredErrors.By;
import io.agender.models.MeasuredErrors.Row;
import io.agender.models.ModelFile;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.ModelUse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ErrorRowsTest {

    private static final List<FaceSample> NEAR = List.of(
            sample(25, Gender.MALE, "X", Gender.MALE, 26),
            sample(35, Gender.MALE, "X", Gender.MALE, 39.04),
            sample(45, Gender.FEMALE, "Y", Gender.MALE, 45),
            sample(45, Gender.FEMALE, "Z", Gender.UNKNOWN, 41));

    private final MeasuredErrors errors = ErrorRows.of(
            AccuracyReport.of(
                            "4 faces",
                            new FrameSize(640, 360),
                            List.of(new Measured(
                                    new Contender("yunet", "mine"),
                                    NEAR,
                                    new TreeMap<>(Map.of(64, NEAR.subList(0, 1), 32, NEAR.subList(1, 2))),
                                    List.of(
                                            new ModelUse(ModelUse.Task.DETECTION, "yunet", "1"),
                                            new ModelUse(ModelUse.Task.GENDER_AND_AGE, "mine", "2"),
                                            new ModelUse(ModelUse.Task.LANDMARKS, "points", "3")),
                                    20,
                                    1,
                                    1,
                                    1,
                                    1)),
                            new AgeBands(List.of(0, 40)),
                            List.of())
                    .contenders()
                    .get(0),
            "4 faces",
            "640 x 360",
            13,
            LocalDate.of(2026, 11, 30));

    @Test
    void should_say_what_was_measured_and_how() {
        assertThat(errors.detector()).isEqualTo("yunet");
        assertThat(errors.networks()).containsExactly(new Network(ModelFile.Task.GENDER_AND_AGE, "mine", "2"));
        assertThat(errors.minFaceSide()).isEqualTo(20);
        assertThat(errors.measured()).isEqualTo("2026-11-30");
    }

    @Test
    void should_begin_with_all_faces_rounded() {
        assertThat(errors.rows().get(0)).isEqualTo(new Row(By.ALL, "all", 4, 4, 2.3, 0.3, 0.75, 0.667));
    }

    @Test
    void should_put_the_weakest_part_first_and_one_without_a_named_gender_last() {
        assertThat(parts(By.GROUP)).containsExactly("Y", "X", "Z");
        assertThat(parts(By.GROUP_AND_GENDER)).containsExactly("Y female", "X male", "Z female");
        assertThat(parts(By.GENDER)).containsExactly("female", "male");
        assertThat(parts(By.AGE)).as("by the error of the age").containsExactly("35", "45", "25");
        assertThat(parts(By.SIZE)).as("by size").containsExactly("32 px", "64 px");
    }

    private List<String> parts(By by) {
        return errors.rows().stream()
                .filter(row -> row.by() == by)
                .map(Row::part)
                .toList();
    }

    private static FaceSample sample(int age, Gender gender, String group, Gender answered, double answeredAge) {
        FaceAttributes answer = new FaceAttributes(
                answered, OptionalDouble.empty(), OptionalDouble.of(answeredAge), OptionalDouble.empty());
        return new FaceSample(
                new LabelledFace(Path.of("x.jpg"), Optional.of(AgeRange.of(age, age)), Optional.of(gender), group),
                new FaceAnswer(1, 50, false, Optional.of(answer)));
    }
}
