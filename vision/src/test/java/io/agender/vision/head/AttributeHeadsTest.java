package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.ExtraEstimate;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.VisionException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of head makes of a network's numbers. */
class AttributeHeadsTest {

    private static final Classes TWO = new Classes("two", false);
    private static final Classes BINS = new Classes("bins", false);
    private static final float ELSE = 99; // numbers of other faces, which must not be looked at

    @ParameterizedTest(name = "{0}, male from {1} on is {2}: {3}")
    @CsvSource({
        "0.5,    0.5, true,  MALE,   0.5",
        "0.4999, 0.5, true,  FEMALE, 0.4999",
        "0.5,    0.5, false, FEMALE, 0.5",
        "0.4999, 0.5, false, MALE,   0.5001",
        "0.3,    0.2, true,  MALE,   0.5625",
        "0.55,   0.6, true,  FEMALE, 0.458333",
        "0.6,    0.6, true,  MALE,   0.5",
        "0.8,    0.6, true,  MALE,   0.75",
        "0.55,   0.6, false, MALE,   0.541667",
        "1.25,   0.5, true,  MALE,   1",
        "-0.25,  0.5, true,  FEMALE, 0",
        "1.25,   0.5, false, FEMALE, 0",
        "-0.25,  0.5, false, MALE,   1"
    })
    void should_read_gender_from_one_number(
            float output, double threshold, boolean oneIsMale, Gender gender, double male) {
        assertGender(
                new GenderNumberHead(threshold, oneIsMale).read(face(output), 1, FaceAttributes.UNKNOWN), gender, male);
    }

    @ParameterizedTest(name = "{0} and {1}, male is number {2}: {3}")
    @CsvSource({
        "0.9, 0.1, 0, MALE,   0.9",
        "0.9, 0.1, 1, FEMALE, 0.1",
        "0.5, 0.5, 1, MALE,   0.5",
        "0.6, 0.2, 0, MALE,   0.75",
        "0,   1,   1, MALE,   1"
    })
    void should_read_gender_from_two_classes_in_either_order(
            float first, float second, int maleIndex, Gender gender, double male) {
        assertGender(
                new GenderClassesHead(TWO, maleIndex).read(face(first, second), 1, FaceAttributes.UNKNOWN),
                gender,
                male);
    }

    @ParameterizedTest
    @CsvSource({"31.5, 1, 31.5", "0, 1, 0", "-3, 1, 0", "0.25, 100, 25"})
    void should_read_age_from_one_number_and_never_below_zero(float output, double factor, double age) {
        FaceAttributes attributes = new AgeNumberHead(factor).read(face(output), 1, FaceAttributes.UNKNOWN);

        assertThat(attributes.age()).hasValue(age);
        assertThat(attributes.ageDeviation()).isEmpty();
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        "1,   0,   0,   true,   1,    0.577, 'the first bin, 0 to 2: its middle and the deviation of an even spread'",
        "0,   0,   1,   true,  80,   11.547, 'the last bin, 60 to 100'",
        "0,   0,   1,   false, 80,   11.547, 'the likeliest is the same when it is sure'",
        "0.5, 0.5, 0,   true,   3,    2.082, 'half and half: between both, as uncertain as they are apart'",
        "0.5, 0.5, 0,   false,  1,    2.082, 'of equal bins the first'",
        "0.2, 0.3, 0.5, false, 80,   39.187, 'the likeliest, with the deviation of all'",
        "0.2, 0.3, 0.5, true,  41.7, 39.187, 'the expected value'",
        "0.4, 0.6, 1,   true,  41.7, 39.187, 'a sum other than 1 is divided by'"
    })
    void should_read_age_from_bins(
            float infant, float child, float old, boolean expected, double age, double deviation, String remark) {
        AgeBinsHead head = new AgeBinsHead(BINS, new double[] {1, 5, 80}, new double[] {2, 2, 40}, expected);

        assertAge(head.read(face(infant, child, old), 1, FaceAttributes.UNKNOWN), age, deviation, remark);
    }

    @ParameterizedTest(name = "{0} bins from {1} by {2}")
    @CsvSource({"101, 0, 1, 40", "100, 1, 1, 41", "21, 0, 4.76, 190.4"})
    void should_read_age_from_evenly_spaced_bins(int bins, double first, double step, double age) {
        AgeBinsHead head = AgeBinsHead.evenly(BINS, bins, first, step, true);
        int sure = Math.min(40, bins - 1);
        float[] output = new float[bins + 2];
        output[1 + sure] = 1;

        assertThat(head.numbers()).isEqualTo(bins);
        assertAge(head.read(output, 1, FaceAttributes.UNKNOWN), first + sure * step, 0, "the bin that is sure");
    }

    @Test
    void should_be_as_uncertain_as_the_distribution_is_wide() {
        float[] output = new float[103];
        output[1 + 30] = 0.25f;
        output[1 + 34] = 0.5f;
        output[1 + 38] = 0.25f;

        assertAge(
                AgeBinsHead.evenly(BINS, 101, 0, 1, true).read(output, 1, FaceAttributes.UNKNOWN),
                34,
                Math.sqrt(8),
                "three ages");
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.7, 0.1, b, 0.7", "0.5, 0.5, 0, a, 0.5", "0, 0, 4, c, 1"})
    void should_read_the_likeliest_class_of_an_answer_that_was_asked_for(
            float a, float b, float c, String value, double probability) {
        ExtraHead head = new ExtraHead("letter", BINS, List.of("a", "b", "c"));

        assertThat(head.numbers()).isEqualTo(3);
        assertThat(head.read(face(a, b, c), 1, FaceAttributes.UNKNOWN).extras())
                .singleElement()
                .satisfies(extra -> {
                    assertThat(extra.name()).isEqualTo("letter");
                    assertThat(extra.value()).isEqualTo(value);
                    assertThat(extra.probability()).isCloseTo(probability, within(1e-6));
                });
    }

    @Test
    void should_keep_what_other_heads_said() {
        FaceAttributes gender = new GenderNumberHead(0.5, true).read(face(0.75f), 1, FaceAttributes.UNKNOWN);
        FaceAttributes both = new AgeNumberHead(1).read(face(20), 1, gender);
        FaceAttributes more = new ExtraHead("letter", TWO, List.of("a", "b")).read(face(1, 0), 1, both);
        FaceAttributes again = new GenderClassesHead(TWO, 0).read(face(0.25f, 0.75f), 1, more);

        assertThat(both.maleProbability()).hasValue(0.75);
        assertThat(again.extras()).containsExactly(new ExtraEstimate("letter", "a", 1));
        assertThat(again.age()).hasValue(20);
        assertThat(again.gender()).isEqualTo(Gender.FEMALE);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.5f, 0})
    void should_refuse_what_are_no_probabilities(float number) {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> new GenderClassesHead(TWO, 0).read(face(number, 0), 1, FaceAttributes.UNKNOWN))
                .withMessageContaining("model two answered with")
                .withMessageContaining("where probabilities are expected");
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(
                        () -> AgeBinsHead.evenly(BINS, 2, 0, 1, true).read(face(number, 0), 1, FaceAttributes.UNKNOWN))
                .withMessageContaining("model bins answered with");
    }

    @ParameterizedTest(name = "{0} and {1} without a softmax")
    @CsvSource({"0, 0, 0.5", "0, 1.0986, 0.75", "-1000, 1000, 1", "1000, -1000, 0", "3e38, 3e38, 0.5"})
    void should_make_probabilities_of_raw_numbers(float female, float male, double probability) {
        FaceAttributes attributes =
                new GenderClassesHead(new Classes("raw", true), 1).read(face(female, male), 1, FaceAttributes.UNKNOWN);

        assertThat(attributes.maleProbability().orElseThrow()).isCloseTo(probability, within(1e-5));
    }

    private static void assertGender(FaceAttributes attributes, Gender gender, double male) {
        assertThat(attributes.gender()).isEqualTo(gender);
        assertThat(attributes.maleProbability().orElseThrow()).isCloseTo(male, within(1e-6));
        assertThat(attributes.age()).isEqualTo(OptionalDouble.empty());
    }

    private static void assertAge(FaceAttributes attributes, double age, double deviation, String remark) {
        assertThat(attributes.age().orElseThrow()).as(remark).isCloseTo(age, within(1e-3));
        assertThat(attributes.ageDeviation().orElseThrow()).as(remark).isCloseTo(deviation, within(1e-3));
        assertThat(attributes.gender()).isEqualTo(Gender.UNKNOWN);
    }

    private static float[] face(float... numbers) {
        float[] output = new float[numbers.length + 2];
        output[0] = ELSE;
        output[output.length - 1] = ELSE;
        System.arraycopy(numbers, 0, output, 1, numbers.length);
        return output;
    }
}
