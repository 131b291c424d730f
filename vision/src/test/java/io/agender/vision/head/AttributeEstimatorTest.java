package io.agender.vision.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.NativeMemory;
import io.agender.vision.VisionException;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.onnx.TinyNetwork;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeEstimatorTest {

    private static final int NUMBERS = 3 * 2 * 2;
    private static final AttributesSpec SPEC = new AttributesSpec(
            new InputSpec(2, 2, Layout.NCHW, ColourOrder.BGR, Stretch.NONE, 0, 1),
            0.4,
            List.of(new AgeNumber(0, "age"), new GenderNumber(1, "gender", 0.5)));

    @Test
    void should_join_the_answers_of_all_networks_face_by_face() {
        try (AttributeEstimator estimator = open(1, 0.01f)) {
            List<FaceAttributes> estimates = estimator.estimate(faces(20, 80), 2);

            assertThat(estimates).hasSize(2);
            assertThat(estimates.get(0).age()).hasValue(20);
            assertThat(estimates.get(0).gender()).isEqualTo(Gender.FEMALE);
            assertThat(estimates.get(1).age()).hasValue(80);
            assertThat(estimates.get(1).gender()).isEqualTo(Gender.MALE);
            assertThat(estimates.get(1).maleProbability().orElseThrow()).isBetween(0.79, 0.81);
            assertThat(estimates.get(1).ageDeviation()).isEmpty();
        }
    }

    @Test
    void should_answer_the_same_for_a_face_alone_and_in_company() {
        try (AttributeEstimator estimator = open(1, 0.01f)) {
            List<FaceAttributes> together = estimator.estimate(faces(20, 33, 80), 3);

            assertThat(estimator.estimate(faces(33), 1)).containsExactly(together.get(1));
        }
    }

    @Test
    void should_ask_no_network_without_faces() {
        try (AttributeEstimator estimator = open(Float.NaN, Float.NaN)) {
            assertThat(estimator.estimate(FloatBuffer.allocate(0), 0)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void should_fail_instead_of_passing_on_what_is_not_a_number(float factor) {
        try (AttributeEstimator estimator = open(factor, 0.01f)) {
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> estimator.estimate(faces(20), 1))
                    .withMessageContaining("The model tiny answered with numbers that are not finite")
                    .withMessageContaining("damaged or does not fit");
        }
    }

    /** One crop among many must not keep the frames of the others from being sent. */
    @Test
    void should_leave_the_face_unknown_for_which_alone_there_is_no_number() {
        try (AttributeEstimator estimator = open(1, 0.01f)) {
            List<FaceAttributes> estimates = estimator.estimate(faces(20, Float.NaN, 80), 3);

            assertThat(estimates.get(1)).isEqualTo(FaceAttributes.UNKNOWN);
            assertThat(estimates)
                    .extracting(FaceAttributes::gender)
                    .containsExactly(Gender.FEMALE, Gender.UNKNOWN, Gender.MALE);
            assertThat(estimates.get(2).age()).hasValue(80);
        }
    }

    @Test
    void should_name_the_file_that_is_not_what_the_descriptor_says() {
        byte[] age = TinyNetwork.taking(-1, 3, 2, 2).answeringTheMean("age", 1).bytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> open(age, age))
                .withMessageContaining("network tiny has no output gender");
    }

    @Test
    void should_give_back_its_memory() {
        try (AttributeEstimator estimator = open(1, 0.01f)) {
            FloatBuffer blob = faces(1, 2, 3, 4, 5, 6, 7, 8);
            NativeMemory.shouldNotGrow(() -> estimator.estimate(blob, 8));
        }
    }

    /** Age is the mean of a face's numbers times one factor, gender the mean times the other. */
    private static AttributeEstimator open(float ageFactor, float genderFactor) {
        return open(
                TinyNetwork.taking(-1, 3, 2, 2)
                        .answeringTheMean("age", ageFactor)
                        .bytes(),
                TinyNetwork.taking(-1, 3, 2, 2)
                        .answeringTheMean("gender", genderFactor)
                        .bytes());
    }

    private static AttributeEstimator open(byte[]... networks) {
        SortedMap<Integer, Network> byFile = new TreeMap<>();
        for (byte[] network : networks) {
            byFile.put(
                    byFile.size(),
                    OrtModel.open("tiny", network, InputShape.of(SPEC.input(), -1), SessionSettings.DEFAULTS));
        }
        return AttributeEstimator.open("tiny", byFile, SPEC, Set.of());
    }

    private static FloatBuffer faces(float... values) {
        FloatBuffer blob = FloatBuffer.allocate(values.length * NUMBERS);
        for (float value : values) {
            for (int i = 0; i < NUMBERS; i++) {
                blob.put(value);
            }
        }
        return blob.flip();
    }
}
