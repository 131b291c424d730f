package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.NativeMemory;
import io.agender.vision.geometry.Letterbox;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatLetterboxTest {

    @ParameterizedTest
    @CsvSource({"64,32, 0,4,16,8", "32,64, 4,0,8,16", "4,4, 0,0,16,16", "400,1, 0,7,16,1"})
    void should_fill_the_content_and_leave_the_padding_black(
            int frameWidth, int frameHeight, int left, int top, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(frameHeight, frameWidth, CV_8UC3, new Scalar(1, 2, 3, 0));

            Mat input = MatLetterbox.of(frame, Letterbox.fit(frameWidth, frameHeight, 16, 16));

            byte[] pixels = new byte[16 * 16 * 3];
            input.data().get(pixels);
            for (int y = 0; y < 16; y++) {
                for (int x = 0; x < 16; x++) {
                    boolean content = x >= left && x < left + width && y >= top && y < top + height;
                    for (int channel = 0; channel < 3; channel++) {
                        assertThat(pixels[(y * 16 + x) * 3 + channel])
                                .as("pixel %d, %d, channel %d", x, y, channel)
                                .isEqualTo((byte) (content ? channel + 1 : 0));
                    }
                }
            }
        }
    }

    @Test
    void should_take_the_mean_of_pixels_when_it_shrinks() {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(64, 64, CV_8UC3, Scalar.all(0));
            for (int column = 0; column < 64; column += 4) { // every fourth column is bright
                frame.col(column).put(Scalar.all(200));
            }

            Mat input = MatLetterbox.of(frame, Letterbox.fit(64, 64, 16, 16));

            byte[] pixels = new byte[16 * 16 * 3];
            input.data().get(pixels);
            assertThat(pixels).containsOnly(50);
        }
    }

    @Test
    void should_give_back_its_memory() {
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                Mat frame = new Mat(360, 640, CV_8UC3, Scalar.all(9));
                MatLetterbox.of(frame, Letterbox.fit(640, 360, 192, 192));
            }
        });
    }
}
