package io.agender.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** TestPictures for tests. */
public final class TestPictures {

    private TestPictures() {}

    /** The portrait that the sample clips are made of: 512 x 512 pixels, one face. */
    public static byte[] portrait() {
        try {
            return Files.readAllBytes(Path.of("..", "samples", "astronaut.png"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** A picture of one colour. */
    public static byte[] plain(String extension, int width, int height, int blue, int green, int red) {
        try (PointerScope scope = new PointerScope()) {
            return encode(extension, new Mat(height, width, CV_8UC3, new Scalar(blue, green, red, 0)));
        }
    }

    /** Encodes a picture as WebP; of a quality above 100 nothing is lost. */
    public static byte[] webp(Mat pixels, int quality) {
        try (PointerScope scope = new PointerScope()) {
            BytePointer encoded = new BytePointer();
            imencode(".webp", pixels, encoded, new IntPointer(IMWRITE_WEBP_QUALITY, quality));
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    /** Encodes a picture; the extension, such as {@code .jpg}, names the format. */
    public static byte[] encode(String extension, Mat pixels) {
        try (PointerScope scope = new PointerScope()) {
            BytePointer encoded = new BytePointer();
            imencode(extension, pixels, encoded);
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }
}
