package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.NativeMemory;
import io.agender.vision.video.NumberedFrames;
import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAnnotatorTest {

    private static final int[] WHITE = {255, 255, 255};

    @ParameterizedTest
    @EnumSource(Gender.class)
    void should_draw_box_and_plate_in_the_colour_of_the_gender(Gender gender) {
        try (Mat frame = NumberedFrames.plain(new int[] {0, 255, 0}, 320, 240)) {
            new FrameAnnotator().annotate(frame, List.of(face(100, 100, 80, gender)));

            int[] line = pixel(frame, 100, 150);
            assertThat(line).isNotEqualTo(new int[] {0, 255, 0});
            assertThat(pixel(frame, 180, 150)).isEqualTo(line);
            assertThat(pixel(frame, 140, 180)).isEqualTo(line);
            assertThat(pixel(frame, 101, 97)).as("plate above the box").isEqualTo(line);
            assertThat(pixel(frame, 140, 140)).as("inside of the box").isEqualTo(new int[] {0, 255, 0});
        }
    }

    @Test
    void should_colour_women_men_and_unknown_differently() {
        assertThat(List.of(line(Gender.FEMALE), line(Gender.MALE), line(Gender.UNKNOWN)))
                .doesNotHaveDuplicates();
    }

    @Test
    void should_give_back_its_memory() {
        try (Mat frame = NumberedFrames.plain(new int[] {0, 255, 0}, 320, 240)) {
            NativeMemory.shouldNotGrow(
                    () -> new FrameAnnotator().annotate(frame, List.of(face(100, 100, 80, Gender.FEMALE))));
        }
    }

    /** WCAG's 4.5 : 1, which small text needs. */
    @ParameterizedTest
    @EnumSource(Gender.class)
    void should_write_readably_on_any_background(Gender gender) {
        for (int[] background : new int[][] {{0, 0, 0}, WHITE, {96, 27, 216}, {192, 101, 21}}) {
            try (Mat frame = NumberedFrames.plain(background, 320, 240)) {
                new FrameAnnotator().annotate(frame, List.of(face(100, 100, 80, gender)));

                double plate = luminance(pixel(frame, 101, 97));
                assertThat((1.0 + 0.05) / (plate + 0.05)).isGreaterThan(4.5);
                assertThat(brightest(frame, 100, 80, 60, 20)).as("letters").isGreaterThan(0.8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-50, -50", "300, 220", "150, 0", "0, 150"})
    void should_draw_faces_at_the_border(int x, int y) {
        try (Mat frame = NumberedFrames.plain(new int[] {0, 255, 0}, 320, 240)) {
            new FrameAnnotator().annotate(frame, List.of(face(x, y, 80, Gender.FEMALE)));

            assertThat(brightest(frame, 0, 0, 320, 240)).as("letters").isGreaterThan(0.8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void should_grow_with_the_frame(int times) {
        try (Mat frame = NumberedFrames.plain(new int[] {0, 255, 0}, 320 * times, 308 * times)) {
            new FrameAnnotator().annotate(frame, List.of(face(100 * times, 100 * times, 80 * times, Gender.MALE)));

            int thickness = 0;
            for (int x = 80 * times; x < 120 * times; x++) {
                thickness += pixel(frame, x, 150 * times)[1] != 255 ? 1 : 0;
            }
            assertThat(thickness).isBetween(times, 3 * times);
        }
    }

    @Test
    void should_leave_a_frame_without_faces_alone() {
        try (Mat frame = NumberedFrames.plain(new int[] {1, 2, 3}, 64, 64)) {
            new FrameAnnotator().annotate(frame, List.of());

            assertThat(brightest(frame, 0, 0, 64, 64)).isLessThan(0.01);
        }
    }

    private static String line(Gender gender) {
        try (Mat frame = NumberedFrames.plain(new int[] {0, 255, 0}, 320, 240)) {
            new FrameAnnotator().annotate(frame, List.of(face(100, 100, 80, gender)));
            return java.util.Arrays.toString(pixel(frame, 100, 150));
        }
    }

    private static AnalyzedFace face(int x, int y, int size, Gender gender) {
        return new AnalyzedFace(
                new Detection(new BoundingBox(x, y, size, size), 0.9, List.of()),
                new FaceAttributes(gender, OptionalDouble.empty(), OptionalDouble.of(31), OptionalDouble.empty()));
    }

    private static double brightest(Mat frame, int left, int top, int width, int height) {
        double brightest = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int[] bgr = pixel(frame, x, y);
                // The green background is bright too; letters are bright in every channel.
                int least = Math.min(bgr[0], Math.min(bgr[1], bgr[2]));
                brightest = Math.max(brightest, least / 255.0);
            }
        }
        return brightest;
    }

    private static double luminance(int[] bgr) {
        return 0.2126 * linear(bgr[2]) + 0.7152 * linear(bgr[1]) + 0.0722 * linear(bgr[0]);
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static int[] pixel(Mat frame, int x, int y) {
        try (org.bytedeco.javacpp.BytePointer at = frame.ptr(y, x)) {
            return new int[] {at.get(0) & 0xff, at.get(1) & 0xff, at.get(2) & 0xff};
        }
    }
}
