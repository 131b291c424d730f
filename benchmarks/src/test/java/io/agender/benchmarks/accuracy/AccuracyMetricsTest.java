package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.aggregator.config.AgeBands;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccuracyMetricsTest {

    @Test
    void should_work_out_errors_of_ages_and_genders() {
        AccuracyMetrics figures = AccuracyMetrics.of(List.of(
                sample("20-29", Gender.FEMALE, answer(Gender.FEMALE, 0.2, 30.5, 10)), // 6 too old
                sample("40", Gender.MALE, answer(Gender.FEMALE, 0.4, 36, 3)), // 4 too young
                sample("3-9", Gender.MALE, answer(Gender.UNKNOWN, 0.6, 8, 2)), // 2 too old
                sample("70+", Gender.MALE, FaceAnswer.MISSED)));

        assertThat(figures.faces()).isEqualTo(4);
        assertThat(figures.found()).isEqualTo(3);
        assertThat(figures.missed()).isEqualTo(1);
        assertThat(figures.ages()).isEqualTo(3);
        assertThat(figures.ageMeanAbsoluteError().value()).isCloseTo(4, within(1e-9));
        assertThat(figures.ageBias().value()).isCloseTo(4.0 / 3, within(1e-9));
        assertThat(figures.ageRootMeanSquareError()).isCloseTo(Math.sqrt(56.0 / 3), within(1e-9));
        assertThat(figures.ageWithinFive()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(figures.ageWithinTen()).isEqualTo(1);
        assertThat(figures.ageWithinDeviation()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(figures.genders()).isEqualTo(3);
        assertThat(figures.genderNamed()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(figures.genderRight().value()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void should_keep_ranges_apart_that_begin_at_the_same_age() {
        List<FaceSample> samples = List.of(
                sample("20-29", Gender.FEMALE, FaceAnswer.MISSED),
                sample("20", Gender.MALE, FaceAnswer.MISSED),
                sample("20-29", Gender.MALE, FaceAnswer.MISSED),
                sample("120+", Gender.MALE, FaceAnswer.MISSED));

        assertThat(Breakdown.of(samples).get("age")).containsOnlyKeys("20", "20-29", "120+");
    }

    @Test
    void should_have_no_figure_where_there_is_nothing_to_work_it_out_from() {
        AccuracyMetrics figures = AccuracyMetrics.of(List.of(sample("40", Gender.MALE, FaceAnswer.MISSED)));

        assertThat(figures.ageMeanAbsoluteError().value()).isNaN();
        assertThat(figures.genderRight().value()).isNaN();
        assertThat(figures.genderNamed()).isNaN();
    }

    @Test
    void should_put_the_interval_of_a_mean_where_the_normal_law_has_it() {
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2; // deviation 0.5, so the mean's is 0.025
        }

        Interval interval = Interval.ofMean(values);

        assertThat(interval.value()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.006));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.006));
        assertThat(Interval.ofMean(values)).as("the same for the same values").isEqualTo(interval);
    }

    @Test
    void should_tell_how_often_a_stated_probability_is_right() {
        List<FaceSample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) { // stated 0.85, true for 6 of 10
            samples.add(sample("30", i < 6 ? Gender.MALE : Gender.FEMALE, answer(Gender.MALE, 0.85, 30, 1)));
        }

        Calibration calibration = Calibration.of(samples);

        assertThat(calibration.bins()).singleElement().satisfies(bin -> {
            assertThat(bin.faces()).isEqualTo(10);
            assertThat(bin.stated()).isCloseTo(0.85, within(1e-9));
            assertThat(bin.men()).isCloseTo(0.6, within(1e-9));
        });
        assertThat(calibration.expectedError()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void should_tell_what_chance_makes_of_a_perfect_answer() {
        List<FaceSample> samples = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 800; i++) { // right as often as it says
            double male = random.nextDouble();
            Gender gender = random.nextDouble() < male ? Gender.MALE : Gender.FEMALE;
            samples.add(sample("30", gender, answer(Gender.MALE, male, 30, 1)));
        }

        Calibration calibration = Calibration.of(samples);

        assertThat(calibration.errorByChance())
                .isCloseTo(0.035, within(0.002)); // sqrt(2 / pi * 800 / 6 / 10) * 10 / 800
        assertThat(calibration.expectedError()).isCloseTo(calibration.errorByChance(), within(0.02));
        assertThat(calibration.debiasedError()).isLessThan(0.02);
    }

    @Test
    void should_find_an_error_that_chance_does_not_make() {
        List<FaceSample> samples = new ArrayList<>();
        for (int i = 0; i < 800; i++) { // stated 0.95 and 0.05, right for 8 of 10
            boolean male = i % 2 == 0;
            samples.add(sample(
                    "30",
                    i % 10 < 8 == male ? Gender.MALE : Gender.FEMALE,
                    answer(Gender.MALE, male ? 0.95 : 0.05, 30, 1)));
        }

        Calibration calibration = Calibration.of(samples);

        assertThat(calibration.expectedError()).isCloseTo(0.15, within(1e-9));
        assertThat(calibration.debiasedError()).isCloseTo(0.149, within(1e-3)); // sqrt(0.15² - 0.8 * 0.2 / 399)
    }

    @Test
    void should_count_which_cell_a_face_is_in_and_in_which_it_is_put() {
        Confusion confusion = Confusion.of(
                List.of(
                        sample("3-9", Gender.FEMALE, answer(Gender.MALE, 0.9, 40, 1)),
                        sample("70+", Gender.MALE, answer(Gender.UNKNOWN, 0.5, 60, 1))),
                new AgeBands(List.of(0, 13, 65)));

        assertThat(confusion.cells()).containsExactly("F 0-12", "F 13-64", "F 65+", "M 0-12", "M 13-64", "M 65+");
        assertThat(confusion.counts()[0]).containsExactly(0, 0, 0, 0, 1, 0, 0);
        assertThat(confusion.counts()[5]).containsExactly(0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void should_compare_two_on_the_faces_that_both_answer_for() {
        FaceSample both = sample("40", Gender.MALE, answer(Gender.MALE, 0.9, 42, 1));
        FaceSample worse = sample("40", Gender.MALE, answer(Gender.FEMALE, 0.1, 47, 1));
        FaceSample missed = sample("40", Gender.MALE, FaceAnswer.MISSED);

        PairedDifference difference =
                PairedDifference.of(measured(List.of(worse, both)), measured(List.of(both, missed)));

        assertThat(difference.ages()).isEqualTo(1);
        assertThat(difference.absoluteError().value()).isEqualTo(5);
        assertThat(difference.genderRight().value()).isEqualTo(-1);
    }

    private static Measured measured(List<FaceSample> samples) {
        return Measured.near(new Contender("d", "m"), samples, List.of(), 0, 1, 1);
    }

    private static FaceSample sample(String age, Gender gender, FaceAnswer answer) {
        return new FaceSample(
                new LabelledFace(Path.of("a.jpg"), Optional.of(AgeRange.parse(age)), Optional.of(gender), ""), answer);
    }

    private static FaceAnswer answer(Gender gender, double male, double age, double deviation) {
        return new FaceAnswer(
                1,
                50,
                false,
                Optional.of(new FaceAttributes(
                        gender, OptionalDouble.of(male), OptionalDouble.of(age), OptionalDouble.of(deviation))));
    }
}
