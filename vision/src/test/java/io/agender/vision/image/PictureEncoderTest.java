package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;

import io.agender.vision.EncodedImage;
import io.agender.vision.NativeMemory;
import io.agender.vision.VideoOptions;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class PictureEncoderTest {

    @Test
    void should_lose_nothing_at_the_highest_quality() {
        try (PointerScope scope = new PointerScope()) {
            Mat noise = noise();

            EncodedImage image = new PictureEncoder(VideoOptions.LOSSLESS).encode(noise);

            assertThat(image.isPng()).isTrue();
            assertThat(norm(new ImageDecoder(10_000).decode(image.bytes()), noise, NORM_INF, new Mat()))
                    .isZero();
        }
    }

    @Test
    void should_encode_jpeg_below_it() {
        try (PointerScope scope = new PointerScope()) {
            EncodedImage image = new PictureEncoder(99).encode(noise());

            assertThat(image.isPng()).isFalse();
            assertThat(image.bytes()).startsWith(0xff, 0xd8);
        }
    }

    @Test
    void should_give_back_its_memory() {
        try (PointerScope scope = new PointerScope()) {
            Mat noise = noise();
            NativeMemory.shouldNotGrow(() -> new PictureEncoder(VideoOptions.LOSSLESS).encode(noise));
        }
    }

    private static Mat noise() {
        byte[] values = new byte[40 * 60 * 3];
        new Random(1).nextBytes(values);
        Mat noise = new Mat(40, 60, CV_8UC3);
        noise.data().put(values);
        return noise;
    }
}
