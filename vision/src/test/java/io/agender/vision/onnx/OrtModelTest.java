package io.agender.vision.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnxruntime.OrtException;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.NativeMemory;
import io.agender.vision.VisionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrtModelTest {

    private static final long[] ONE = {1, 3, 2, 4};
    private static final long[] ANY = {-1, 3, 2, 4};
    private static final byte[] MEANS =
            TinyNetwork.taking(-1, 3, 2, 4).answeringTheMean("mean", 1).bytes();

    @Test
    void should_answer_for_each_picture_of_a_batch() {
        try (OrtModel model = OrtModel.open("means", MEANS, ANY, SessionSettings.DEFAULTS)) {
            FloatBuffer blob = FloatBuffer.allocate(48);
            for (int i = 0; i < 48; i++) {
                blob.put(i < 24 ? 5 : 7);
            }

            assertThat(model.run(blob.flip(), new long[] {2, 3, 2, 4}, Set.of("mean")))
                    .containsOnlyKeys("mean")
                    .hasEntrySatisfying("mean", mean -> assertThat(mean).containsExactly(5, 7));
        }
    }

    @Test
    void should_take_channels_last_when_the_descriptor_says_so() {
        long[] channelsLast = {1, 2, 4, 3};
        byte[] network =
                TinyNetwork.taking(1, 2, 4, 3).answeringTheMean("mean", 1).bytes();

        try (OrtModel model = OrtModel.open("means", network, channelsLast, SessionSettings.DEFAULTS)) {
            assertThat(model.run(FloatBuffer.allocate(24), channelsLast, Set.of("mean"))
                            .get("mean"))
                    .containsExactly(0);
        }
    }

    @Test
    void should_say_which_input_a_network_has_and_which_was_expected() {
        byte[] network =
                TinyNetwork.taking(1, 3, 64, 64).answeringTheMean("mean", 1).bytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> OrtModel.open("small", network, ONE, SessionSettings.DEFAULTS))
                .withMessage(
                        "The input picture of the network small is FLOAT [1 x 3 x 64 x 64], but its descriptor says"
                                + " FLOAT [1 x 3 x 2 x 4]; use the file that belongs to the descriptor.");
    }

    @Test
    void should_refuse_a_network_for_one_picture_where_a_batch_is_needed() {
        byte[] network =
                TinyNetwork.taking(1, 3, 2, 4).answeringTheMean("mean", 1).bytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> OrtModel.open("one", network, ANY, SessionSettings.DEFAULTS))
                .withMessageContaining("FLOAT [1 x 3 x 2 x 4], but its descriptor says FLOAT [N x 3 x 2 x 4]");
    }

    @Test
    void should_refuse_a_network_with_two_inputs() {
        byte[] network = TinyNetwork.taking(1, 3, 2, 4)
                .andTaking("mask", 1)
                .answeringTheMean("mean", 1)
                .bytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> OrtModel.open("two", network, ONE, SessionSettings.DEFAULTS))
                .withMessageContaining("has 2 inputs");
    }

    @Test
    void should_say_that_an_output_is_missing_or_has_another_shape() {
        byte[] network = TinyNetwork.taking(1, 3, 2, 4)
                .answering("boxes", new float[8], 1, 2, 4)
                .bytes();

        try (OrtModel model = OrtModel.open("boxes", network, ONE, SessionSettings.DEFAULTS)) {
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> model.requireOutput("scores", 1, 2))
                    .withMessageContaining("no output scores, only [boxes]");
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> model.requireOutput("boxes", 1, 2, 16))
                    .withMessageContaining("FLOAT [1 x 2 x 4], but its descriptor says FLOAT [1 x 2 x 16]");
        }
    }

    @Test
    void should_say_that_a_file_is_not_a_network_and_keep_the_cause() {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> OrtModel.open("text", "hello".getBytes(), ONE, SessionSettings.DEFAULTS))
                .withMessageMatching("The network text cannot be loaded: .*[^.]\\.")
                .withCauseInstanceOf(OrtException.class);
    }

    @Test
    void should_allow_a_second_close() {
        OrtModel model = OrtModel.open("means", MEANS, ANY, SessionSettings.DEFAULTS);
        model.close();
        model.close();
    }

    @Test
    void should_give_back_its_memory() {
        try (OrtModel model = OrtModel.open("means", MEANS, ANY, SessionSettings.DEFAULTS)) {
            int pictures = 20_000; // 2 MB, as what ONNX Runtime forgets shows in the memory of the process alone
            FloatBuffer blob = ByteBuffer.allocateDirect(24 * pictures * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            NativeMemory.shouldNotGrow(() -> {
                Map<String, float[]> answer = model.run(blob, new long[] {pictures, 3, 2, 4}, Set.of("mean"));
                assertThat(answer.get("mean")).hasSize(pictures);
            });
        }
        NativeMemory.shouldNotGrow(() ->
                OrtModel.open("means", MEANS, ANY, SessionSettings.DEFAULTS).close());
    }

    @ParameterizedTest
    @EnumSource(value = ExecutionProvider.class, mode = EnumSource.Mode.EXCLUDE, names = "CPU")
    void should_say_in_one_sentence_what_can_not_run_it_here(ExecutionProvider provider) {
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> OrtModel.open("means", MEANS, ANY, new SessionSettings(provider, 1)))
                .withMessageStartingWith(
                        "The execution provider " + provider.name().toLowerCase(Locale.ROOT))
                .withMessageContaining("cpu")
                .withMessageEndingWith(".");
    }
}
