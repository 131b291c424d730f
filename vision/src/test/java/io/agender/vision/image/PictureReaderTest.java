package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC4;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {

    private static final int LOSS = 6;

    private static final Map<String, Integer> TYPES =
            Map.of("8UC1", CV_8UC1, "8UC4", CV_8UC4, "16UC3", CV_16UC3, "16UC4", CV_16UC4);

    @TempDir
    private Path folder;

    private final PictureReader reader = new PictureReader(100_000_000);

    @ParameterizedTest(name = "{1} of type {0}")
    @CsvSource({
        "8UC1, .jpg, 120, 120, 120",
        "8UC1, .png, 120, 120, 120",
        "8UC1, .bmp, 120, 120, 120",
        "8UC1, .tif, 120, 120, 120",
        "8UC4, .png, 10, 100, 200",
        "8UC4, .bmp, 10, 100, 200",
        "8UC4, .tif, 10, 100, 200",
        "8UC4, .webp, 10, 100, 200",
        "16UC3, .png, 10, 100, 200",
        "16UC3, .tif, 10, 100, 200",
        "16UC4, .png, 10, 100, 200",
    })
    void should_read_grey_transparent_and_deep_pictures_in_their_colours(
            String type, String extension, int blue, int green, int red) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            int one = type.startsWith("16") ? 257 : 1;
            Scalar colour =
                    type.endsWith("C1") ? Scalar.all(120) : new Scalar(10 * one, 100 * one, 200 * one, 128 * one);
            Path file = file("a" + extension, TestPictures.encode(extension, new Mat(9, 7, TYPES.get(type), colour)));

            Mat pixels = reader.read(file);

            assertThat(pixels.type()).isEqualTo(CV_8UC3);
            assertThat(pixels.cols()).isEqualTo(7);
            assertThat(pixels.rows()).isEqualTo(9);
            assertColour(pixels, blue, green, red);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".bmp", ".tif", ".webp"})
    void should_read_a_picture_of_one_pixel(String extension) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = reader.read(file("a" + extension, TestPictures.plain(extension, 1, 1, 10, 100, 200)));

            assertThat(pixels.cols()).isEqualTo(1);
            assertThat(pixels.rows()).isEqualTo(1);
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("JPEG", TestPictures.plain(".jpg", 70, 40, 10, 100, 200)),
                Arguments.of("PNG", TestPictures.plain(".png", 70, 40, 10, 100, 200)),
                Arguments.of("BMP", TestPictures.plain(".bmp", 70, 40, 10, 100, 200)),
                Arguments.of("TIFF", TestPictures.plain(".tif", 70, 40, 10, 100, 200)),
                Arguments.of("WebP", webp(CV_8UC3, 70, 40, 75)),
                Arguments.of("WebP without loss", webp(CV_8UC3, 70, 40, 101)),
                Arguments.of("WebP with transparency", webp(CV_8UC4, 70, 40, 75)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void should_take_as_many_pixels_as_are_allowed_and_no_more(String kind, byte[] bytes) throws IOException {
        Path file = file("a.png", bytes);
        try (PointerScope scope = new PointerScope()) {
            assertThat(new PictureReader(2800).read(file).cols()).isEqualTo(70);
        }
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> new PictureReader(2799).read(file))
                .withMessage("the picture " + file + " has 70 x 40 pixels, more than the 2799 that are allowed; make it"
                        + " smaller, or raise source.max.pixels");
    }

    static Stream<Arguments> giants() {
        return Stream.of(
                Arguments.of("JPEG", 20_000, 20_000, giantJpeg()),
                Arguments.of("PNG", 20_000, 20_000, giant(".png", ByteOrder.BIG_ENDIAN, 16, 20)),
                Arguments.of("BMP", 20_000, 20_000, giant(".bmp", ByteOrder.LITTLE_ENDIAN, 18, 22)),
                Arguments.of("TIFF", 20_000, 20_000, giantTiff()),
                Arguments.of("WebP", 16_000, 16_000, giantWebp()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("giants")
    void should_refuse_a_giant_without_memory_for_it(String kind, int width, int height, byte[] bytes)
            throws IOException {
        Path file = file("a.png", bytes);
        long before = Pointer.physicalBytes();

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessageStartingWith(
                        "the picture " + file + " has " + width + " x " + height + " pixels, more than");

        assertThat(Pointer.physicalBytes() - before).isLessThan(64L << 20);
    }

    @Test
    void should_refuse_a_file_that_no_picture_fills() throws IOException {
        Path file = folder.resolve("disk.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessage("the picture " + file
                        + " has 3221225472 bytes, more than a picture of 100000000 pixels takes; remove or replace it");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void should_name_a_file_that_breaks_off_anywhere(String kind, byte[] bytes) throws IOException {
        for (int length = 1; length < bytes.length * 3 / 4; length += 1 + length / 20) {
            Path file = file("cut.png", Arrays.copyOf(bytes, length));
            try (PointerScope scope = new PointerScope()) {
                assertThatExceptionOfType(VisionException.class)
                        .as(length + " of " + bytes.length + " bytes")
                        .isThrownBy(() -> reader.read(file))
                        .withMessage("the picture " + file + " cannot be decoded or breaks off; remove or replace it");
            }
        }
    }

    @Test
    void should_give_back_its_memory() throws IOException {
        Path jpeg = file("a.jpg", TestPictures.plain(".jpg", 640, 360, 10, 100, 200));
        Path tiff = file("a.tif", TestPictures.plain(".tif", 640, 360, 10, 100, 200));
        Path broken = file("b.png", Arrays.copyOf(TestPictures.plain(".webp", 640, 360, 10, 100, 200), 24));

        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                reader.read(jpeg);
                reader.read(tiff);
                assertThatExceptionOfType(VisionException.class).isThrownBy(() -> reader.read(broken));
            }
        });
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertColour(Mat pixels, int blue, int green, int red) {
        byte[] first = new byte[3];
        pixels.data().get(first);
        assertThat(first[0] & 0xff).as("blue").isCloseTo(blue, within(LOSS));
        assertThat(first[1] & 0xff).as("green").isCloseTo(green, within(LOSS));
        assertThat(first[2] & 0xff).as("red").isCloseTo(red, within(LOSS));
    }

    /** @param quality up to 100, more for no loss */
    private static byte[] webp(int type, int width, int height, int quality) {
        try (PointerScope scope = new PointerScope()) {
            BytePointer encoded = new BytePointer();
            Mat pixels = new Mat(height, width, type, new Scalar(10, 100, 200, 128));
            imencode(".webp", pixels, encoded, new IntPointer(IMWRITE_WEBP_QUALITY, quality));
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    /** A picture of one pixel that says it is 20000 x 20000. */
    private static byte[] giant(String extension, ByteOrder order, int widthAt, int heightAt) {
        byte[] bytes = TestPictures.plain(extension, 1, 1, 0, 0, 0);
        ByteBuffer.wrap(bytes).order(order).putInt(widthAt, 20_000).putInt(heightAt, 20_000);
        return bytes;
    }

    private static byte[] giantJpeg() {
        byte[] bytes = TestPictures.plain(".jpg", 1, 1, 0, 0, 0);
        int at = 2;
        while ((bytes[at + 1] & 0xff) != 0xc0) {
            at += 2 + ByteBuffer.wrap(bytes).getShort(at + 2);
        }
        ByteBuffer.wrap(bytes).putShort(at + 5, (short) 20_000).putShort(at + 7, (short) 20_000);
        return bytes;
    }

    /** In a TIFF file the size is in two entries, of twelve bytes each, of the directory. */
    private static byte[] giantTiff() {
        byte[] bytes = TestPictures.plain(".tif", 1, 1, 0, 0, 0);
        ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = tiff.getInt(4);
        for (int entry = 0; entry < tiff.getShort(directory); entry++) {
            int at = directory + 2 + entry * 12;
            if (tiff.getShort(at) == 256 || tiff.getShort(at) == 257) {
                tiff.putShort(at + 8, (short) 20_000);
            }
        }
        return bytes;
    }

    private static byte[] giantWebp() {
        byte[] bytes = webp(CV_8UC3, 1, 1, 75);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 16_000)
                .putShort(28, (short) 16_000);
        return bytes;
    }
}
