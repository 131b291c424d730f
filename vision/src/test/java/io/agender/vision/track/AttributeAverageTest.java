package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeAverageTest {

    private static final double THRESHOLD = AttributeAverage.GENDER_THRESHOLD;

    private static FaceAttributes age(double years) {
        return new FaceAttributes(
                Gender.UNKNOWN, OptionalDouble.empty(), OptionalDouble.of(years), OptionalDouble.empty());
    }

    private static FaceAttributes male(double probability) {
        return new FaceAttributes(
                probability >= 0.5 ? Gender.MALE : Gender.FEMALE,
                OptionalDouble.of(probability),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static FaceAttributes named(Gender gender) {
        return new FaceAttributes(gender, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void should_know_nothing_at_first() {
        assertThat(AttributeAverage.EMPTY.toAttributes(THRESHOLD)).isEqualTo(FaceAttributes.UNKNOWN);
        assertThat(AttributeAverage.EMPTY.samples()).isZero();
    }

    @Test
    void should_not_count_an_estimate_that_says_nothing() {
        assertThat(AttributeAverage.EMPTY.plus(FaceAttributes.UNKNOWN, 1)).isEqualTo(AttributeAverage.EMPTY);
    }

    @Test
    void should_come_back_from_its_numbers() {
        AttributeAverage average = AttributeAverage.EMPTY.plus(age(30), 0.5).plus(male(0.7), 0.8);

        assertThat(AttributeAverage.of(average.samples(), average.sums())).isEqualTo(average);
        assertThatThrownBy(() -> AttributeAverage.of(1, List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an average has 7 sums, not 1");
    }

    @Nested
    class Age {

        @Test
        void should_be_the_mean_that_better_crops_count_more_in() {
            AttributeAverage average = AttributeAverage.EMPTY.plus(age(20), 0.2).plus(age(30), 0.6);

            assertThat(average.toAttributes(THRESHOLD).age().getAsDouble()).isCloseTo(27.5, within(1e-9));
            assertThat(average.samples()).isEqualTo(2);
        }

        @Test
        void should_have_the_deviation_of_the_estimates_when_they_count_the_same() {
            AttributeAverage average = AttributeAverage.EMPTY;
            for (double years : new double[] {28, 31, 33, 30}) {
                average = average.plus(age(years), 0.4);
            }

            assertThat(average.toAttributes(THRESHOLD).ageDeviation().getAsDouble())
                    .isCloseTo(Math.sqrt(13.0 / 3), within(1e-9)); // squares 6.25 + 0.25 + 6.25 + 0.25 over n - 1
        }

        @Test
        void should_have_no_deviation_from_one_estimate() {
            assertThat(AttributeAverage.EMPTY
                            .plus(age(30), 1)
                            .toAttributes(THRESHOLD)
                            .ageDeviation())
                    .isEmpty();
        }

        @Test
        void should_have_the_deviation_of_the_network_from_one_estimate() {
            FaceAttributes estimate = new FaceAttributes(
                    Gender.UNKNOWN, OptionalDouble.empty(), OptionalDouble.of(30), OptionalDouble.of(6));

            AttributeAverage one = AttributeAverage.EMPTY.plus(estimate, 0.5);

            assertThat(one.toAttributes(THRESHOLD).ageDeviation()).hasValue(6);
        }

        @Test
        void should_keep_the_error_that_all_estimates_of_a_face_share() {
            AttributeAverage average = AttributeAverage.EMPTY;
            for (int estimate = 0; estimate < 1000; estimate++) {
                average = average.plus(
                        new FaceAttributes(
                                Gender.UNKNOWN,
                                OptionalDouble.empty(),
                                OptionalDouble.of(estimate % 2 == 0 ? 33 : 27), // scatters by 3
                                OptionalDouble.of(10)),
                        1);
            }

            // 100 stated, of which 9 scatter; a face that is seen for ever counts as 5 frames.
            assertThat(average.toAttributes(THRESHOLD).ageDeviation().getAsDouble())
                    .isCloseTo(Math.sqrt(100 - 9 + 9 / 5.0), within(0.01));
        }

        @ParameterizedTest(name = "quality {0}")
        @ValueSource(doubles = {0, -1, 5, Double.NaN})
        void should_have_a_mean_whatever_the_quality(double quality) {
            FaceAttributes mean = AttributeAverage.EMPTY
                    .plus(age(30), quality)
                    .plus(age(32), quality)
                    .toAttributes(THRESHOLD);

            assertThat(mean.age().getAsDouble()).isCloseTo(31, within(1e-9));
            assertThat(mean.ageDeviation().getAsDouble()).isCloseTo(Math.sqrt(2), within(1e-9));
        }

        @Test
        void should_stay_exact_over_a_long_time() {
            Random random = new Random(3);
            AttributeAverage average = AttributeAverage.EMPTY;
            for (int estimate = 0; estimate < 100_000; estimate++) {
                average = average.plus(age(40 + 3 * random.nextGaussian()), random.nextDouble());
            }

            assertThat(average.toAttributes(THRESHOLD).age().getAsDouble()).isCloseTo(40, within(0.05));
            assertThat(average.toAttributes(THRESHOLD).ageDeviation().getAsDouble())
                    .isCloseTo(3, within(0.05));
        }
    }

    @Nested
    class GenderOfATrack {

        @Test
        void should_be_unknown_while_the_evidence_is_thin() {
            assertThat(AttributeAverage.EMPTY
                            .plus(male(0.6), 1)
                            .toAttributes(THRESHOLD)
                            .gender())
                    .isEqualTo(Gender.UNKNOWN);
        }

        @Test
        void should_be_named_once_enough_frames_agree() {
            AttributeAverage average = AttributeAverage.EMPTY;
            int frames = 0;
            while (average.toAttributes(THRESHOLD).gender() == Gender.UNKNOWN) {
                average = average.plus(male(0.68), 0.8);
                frames++;
            }

            assertThat(average.toAttributes(THRESHOLD).gender()).isEqualTo(Gender.MALE);
            assertThat(frames).isBetween(2, 4);
        }

        @Test
        void should_not_be_turned_by_one_frame_however_sure_it_is() {
            AttributeAverage average = AttributeAverage.EMPTY;
            for (int frame = 0; frame < 4; frame++) {
                average = average.plus(male(0.1), 0.8);
            }

            assertThat(average.plus(male(1), 1).toAttributes(THRESHOLD).gender())
                    .isEqualTo(Gender.FEMALE);
        }

        @Test
        void should_never_be_surer_than_a_few_independent_frames() {
            AttributeAverage average = AttributeAverage.EMPTY;
            for (int frame = 0; frame < 100_000; frame++) {
                average = average.plus(male(0.8), 1);
            }

            double most = Math.log(0.8 / 0.2) / AttributeAverage.CORRELATION;
            assertThat(average.toAttributes(THRESHOLD).maleProbability().getAsDouble())
                    .isCloseTo(1 / (1 + Math.exp(-most)), within(1e-4));
        }

        @ParameterizedTest(name = "probability {0}")
        @ValueSource(doubles = {0, 1, 1e-300, 0.5})
        void should_never_be_certain(double probability) {
            double male = AttributeAverage.EMPTY
                    .plus(male(probability), 1)
                    .toAttributes(THRESHOLD)
                    .maleProbability()
                    .getAsDouble();

            assertThat(male).isBetween(0.04, 0.96);
        }

        @Test
        void should_count_named_genders_of_networks_without_probability() {
            AttributeAverage average = AttributeAverage.EMPTY
                    .plus(named(Gender.FEMALE), 1)
                    .plus(named(Gender.FEMALE), 1)
                    .plus(named(Gender.MALE), 1);

            assertThat(average.toAttributes(THRESHOLD).gender()).isEqualTo(Gender.FEMALE);
            assertThat(average.samples()).isEqualTo(3);
        }

        @Test
        void should_be_unknown_when_the_evidence_is_even_and_no_threshold_is_set() {
            AttributeAverage average =
                    AttributeAverage.EMPTY.plus(named(Gender.FEMALE), 1).plus(named(Gender.MALE), 1);

            assertThat(average.toAttributes(0).gender()).isEqualTo(Gender.UNKNOWN);
            assertThat(average.toAttributes(0).maleProbability()).hasValue(0.5);
        }
    }
}
