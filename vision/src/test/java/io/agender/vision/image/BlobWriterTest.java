package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlobWriterTest {

    /** Two pixels side by side, each blue, green, red. */
    private static final byte[] PIXELS = {10, 20, 30, 40, 50, (byte) 200};

    @ParameterizedTest
    @CsvSource({
        "NHWC, BGR, 10 20 30 40 50 200",
        "NHWC, RGB, 30 20 10 200 50 40",
        "NCHW, BGR, 10 40 20 50 30 200",
        "NCHW, RGB, 30 200 20 50 10 40"
    })
    void should_arrange_channels_as_the_network_wants_them(Layout layout, ColourOrder colours, String expected) {
        assertThat(write(new InputSpec(2, 1, layout, colours, Stretch.NONE, 0, 1)))
                .containsExactly(numbers(expected));
    }

    @Test
    void should_subtract_the_mean_and_then_scale() {
        float[] values = write(new InputSpec(2, 1, Layout.NHWC, ColourOrder.BGR, Stretch.NONE, 127.5f, 1 / 127.5f));

        assertThat(values)
                .containsExactly(
                        numbers("-0.92156863 -0.84313726 -0.7647059 -0.6862745 -0.60784316 0.5686275"), within(1e-6f));
    }

    @Test
    void should_stretch_over_all_channels_before_mean_and_scale() {
        float[] values = write(new InputSpec(2, 1, Layout.NHWC, ColourOrder.BGR, Stretch.MIN_MAX, 5, 2));

        assertThat(values[0]).as("the smallest becomes 0").isEqualTo((0 - 5) * 2f);
        assertThat(values[5]).as("the largest becomes 255").isEqualTo((255 - 5) * 2f);
        assertThat(values[1]).as("linear between").isEqualTo((float) ((10 * 255.0 / 190 - 5) * 2));
    }

    /** Pictures and pixels go different ways; a detector and a classifier of the same input must see the same. */
    @ParameterizedTest
    @CsvSource({"NHWC, BGR", "NHWC, RGB", "NCHW, BGR", "NCHW, RGB"})
    void should_write_the_same_for_pictures_and_for_their_pixels(Layout layout, ColourOrder colours) {
        InputSpec input = new InputSpec(2, 1, layout, colours, Stretch.NONE, List.of(104f, 117f, 123f), 1 / 127.5f);
        try (PointerScope scope = new PointerScope()) {
            float[] pictures = floats(BlobWriter.of(input).write(List.of(picture(), picture())));

            assertThat(pictures).hasSize(12);
            assertThat(pictures)
                    .containsExactly(floats(BlobWriter.of(input).writePixels(List.of(PIXELS, PIXELS))), within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"BGR, 9 18 27 39 48 197", "RGB, 29 18 7 199 48 37"})
    void should_subtract_the_mean_of_each_channel_in_the_order_that_the_network_wants(
            ColourOrder colours, String expected) {
        InputSpec input = new InputSpec(2, 1, Layout.NHWC, colours, Stretch.NONE, List.of(1f, 2f, 3f), 1);

        assertThat(write(input)).containsExactly(numbers(expected));
    }

    @Test
    void should_standardise_each_picture_to_mean_0_and_deviation_1() {
        float[] values = write(new InputSpec(2, 1, Layout.NHWC, ColourOrder.BGR, Stretch.STANDARDIZE, 0, 1));

        assertThat(values)
                .containsExactly(numbers("-0.747532 -0.592870 -0.438208 -0.283547 -0.128885 2.191042"), within(1e-5f));
    }

    @Test
    void should_not_blow_up_a_picture_of_one_colour_when_it_is_standardised() {
        BlobWriter writer = BlobWriter.of(new InputSpec(4, 4, Layout.NCHW, ColourOrder.BGR, Stretch.STANDARDIZE, 0, 1));
        try (PointerScope scope = new PointerScope()) {
            assertThat(floats(writer.write(List.of(new Mat(4, 4, CV_8UC3, Scalar.all(77))))))
                    .containsOnly(0);
        }
    }

    @Test
    void should_stretch_each_picture_of_a_batch_on_its_own() {
        BlobWriter writer = BlobWriter.of(new InputSpec(1, 1, Layout.NCHW, ColourOrder.BGR, Stretch.MIN_MAX, 0, 1));
        try (PointerScope scope = new PointerScope()) {
            Mat dark = new Mat(1, 1, CV_8UC3, new Scalar(0, 5, 10, 0));
            Mat bright = new Mat(1, 1, CV_8UC3, new Scalar(200, 225, 250, 0));

            assertThat(floats(writer.write(List.of(dark, bright)))).containsExactly(numbers("0 127.5 255 0 127.5 255"));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void should_stretch_a_picture_of_one_colour_to_zero(Layout layout) {
        BlobWriter writer = BlobWriter.of(new InputSpec(4, 4, layout, ColourOrder.BGR, Stretch.MIN_MAX, 0, 1));
        try (PointerScope scope = new PointerScope()) {
            assertThat(floats(writer.write(List.of(new Mat(4, 4, CV_8UC3, Scalar.all(77))))))
                    .containsOnly(0);
        }
    }

    @Test
    void should_use_its_buffer_again_for_smaller_batches() {
        BlobWriter writer = BlobWriter.of(new InputSpec(2, 1, Layout.NHWC, ColourOrder.BGR, Stretch.NONE, 0, 1));
        try (PointerScope scope = new PointerScope()) {
            FloatBuffer two = writer.write(List.of(picture(), picture()));
            assertThat(two.isDirect()).isTrue();
            assertThat(two.remaining()).isEqualTo(12);

            FloatBuffer one = writer.write(List.of(picture()));
            assertThat(one).isSameAs(two);
            assertThat(one.remaining()).isEqualTo(6);

            assertThat(writer.write(List.of()).remaining()).isZero();
        }
    }

    @Test
    void should_refuse_a_picture_of_another_size_or_type() {
        BlobWriter writer = BlobWriter.of(new InputSpec(2, 1, Layout.NHWC, ColourOrder.BGR, Stretch.NONE, 0, 1));
        try (PointerScope scope = new PointerScope()) {
            for (Mat wrong : List.of(new Mat(2, 1, CV_8UC3), new Mat(1, 2, CV_8UC1))) {
                assertThatIllegalArgumentException().isThrownBy(() -> writer.write(List.of(wrong)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void should_give_back_its_memory(Layout layout) {
        BlobWriter writer = BlobWriter.of(new InputSpec(64, 64, layout, ColourOrder.BGR, Stretch.NONE, 0, 1));
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                Mat crop = new Mat(64, 64, CV_8UC3, Scalar.all(77));
                writer.write(List.of(crop, crop, crop));
            }
        });
    }

    private static float[] write(InputSpec input) {
        try (PointerScope scope = new PointerScope()) {
            return floats(BlobWriter.of(input).write(List.of(picture())));
        }
    }

    private static Mat picture() {
        Mat picture = new Mat(1, 2, CV_8UC3);
        picture.data().put(PIXELS);
        return picture;
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }
}
