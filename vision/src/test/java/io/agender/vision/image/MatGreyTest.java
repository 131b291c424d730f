package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import io.agender.vision.GreyPicture;
import io.agender.vision.NativeMemory;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatGreyTest {

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"160, 96", "640, 360", "1920, 1080", "333, 777", "40, 30", "1, 1"})
    void should_show_the_left_half_black_and_the_right_one_grey_whatever_the_size(int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(height, width, CV_8UC3, Scalar.all(0));
            rectangle(frame, new Point(width / 2, 0), new Point(width, height), Scalar.all(200), FILLED, LINE_8, 0);

            byte[] pixels = MatGrey.of(frame).pixels();

            assertThat(pixels).hasSize(GreyPicture.WIDTH * GreyPicture.HEIGHT);
            assertThat(pixels[GreyPicture.WIDTH * 50 - 10] & 0xff).isEqualTo(200);
            if (width > 1) {
                assertThat(pixels[GreyPicture.WIDTH * 50 + 10] & 0xff).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"640, 360", "1280, 720", "1920, 1080", "1279, 719", "3840, 2160"})
    void should_show_each_place_as_bright_as_it_is_around_there_and_little_of_the_noise(int width, int height) {
        Random random = new Random(1);
        try (PointerScope scope = new PointerScope()) {
            byte[] noisy = new byte[3 * width * height];
            for (int i = 0; i < noisy.length; i++) {
                double light = 60 + 80.0 * (i / 3 % width) / width + 60.0 * (i / 3 / width) / height;
                noisy[i] = (byte) Math.round(light + 12 * random.nextGaussian());
            }
            Mat frame = new Mat(height, width, CV_8UC3);
            frame.data().put(noisy);

            byte[] pixels = MatGrey.of(frame).pixels();

            for (int i = 0; i < pixels.length; i++) {
                double x = (i % GreyPicture.WIDTH + 0.5) / GreyPicture.WIDTH;
                double y = (i / GreyPicture.WIDTH + 0.5) / GreyPicture.HEIGHT;
                assertThat((double) (pixels[i] & 0xff)).isCloseTo(60 + 80 * x + 60 * y, within(12.0));
            }
        }
    }

    @Test
    void should_give_back_all_native_memory() {
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                MatGrey.of(new Mat(360, 640, CV_8UC3, Scalar.all(9)));
                MatGrey.of(new Mat(720, 1280, CV_8UC3, Scalar.all(9)));
            }
        });
    }
}
