package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import io.agender.vision.Mosaic;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.UndecodableImageException;
import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final int JPEG_LOSS = 4;

    private final ImageDecoder decoder = new ImageDecoder(100_000_000);

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png"})
    void should_decode_to_blue_green_red(String extension) {
        byte[] picture = TestPictures.plain(extension, 40, 30, 10, 100, 200);

        try (PointerScope scope = new PointerScope()) {
            Mat pixels = decoder.decode(picture);

            assertThat(pixels.type()).isEqualTo(CV_8UC3);
            assertThat(pixels.cols()).isEqualTo(40);
            assertThat(pixels.rows()).isEqualTo(30);
            assertColour(pixels, 10, 100, 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png"})
    void should_decode_a_picture_of_one_pixel(String extension) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = decoder.decode(TestPictures.plain(extension, 1, 1, 50, 60, 70));

            assertThat(pixels.cols()).isEqualTo(1);
            assertThat(pixels.rows()).isEqualTo(1);
            assertColour(pixels, 50, 60, 70);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png"})
    void should_give_a_grey_picture_three_equal_channels(String extension) {
        try (PointerScope scope = new PointerScope()) {
            byte[] grey = TestPictures.encode(extension, new Mat(8, 8, CV_8UC1, Scalar.all(120)));

            assertColour(decoder.decode(grey), 120, 120, 120);
        }
    }

    @Test
    void should_reduce_sixteen_bits_to_eight_and_drop_transparency() {
        try (PointerScope scope = new PointerScope()) {
            byte[] deep = TestPictures.encode(".png", new Mat(8, 8, CV_16UC3, Scalar.all(120 * 257)));
            byte[] transparent = TestPictures.encode(".png", new Mat(8, 8, CV_8UC4, new Scalar(10, 100, 200, 50)));

            assertColour(decoder.decode(deep), 120, 120, 120);
            assertColour(decoder.decode(transparent), 10, 100, 200);
        }
    }

    /** As Adobe's programs write them: 255 is no ink; or the first three as luminance and colour (kind 2). */
    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // kind, cyan, magenta, yellow, black; blue, green, red
        "0, 255, 255, 255, 255, 255 255 255, 'no ink'",
        "0, 255, 255, 255,   0,   0   0   0, 'black ink alone'",
        "0,   0, 255, 255, 255, 255 255   0, 'cyan'",
        "0, 255,   0, 255, 255, 255   0 255, 'magenta'",
        "0, 255, 255,   0, 255,   0 255 255, 'yellow'",
        "0, 200, 100,  10, 255,  10 100 200, 'a colour'",
        "0, 200, 100,  10, 128,   5  50 100, 'the same, half black'",
        "2, 135, 190,  71, 255,  10 100 200, 'the same as luminance and colour'",
    })
    void should_decode_a_picture_of_four_inks_in_its_colours(
            int kind, int cyan, int magenta, int yellow, int black, String expected, String remark) throws IOException {
        byte[] picture = fourInks(16, 12, kind, cyan, magenta, yellow, black);
        String[] colour = expected.split(" +");

        try (PointerScope scope = new PointerScope()) {
            Mat pixels = decoder.decode(picture);

            assertThat(pixels.type()).isEqualTo(CV_8UC3);
            assertThat(pixels.cols()).isEqualTo(16);
            assertThat(pixels.rows()).isEqualTo(12);
            assertColour(pixels, Integer.parseInt(colour[0]), Integer.parseInt(colour[1]), Integer.parseInt(colour[2]));
        }
    }

    /** The upper left quarter of the stored picture is white; where is it when the picture is upright? */
    @ParameterizedTest(name = "orientation {0}: {3} {4}")
    @CsvSource({
        "1, 40, 30, left, top",
        "2, 40, 30, right, top",
        "3, 40, 30, right, bottom",
        "4, 40, 30, left, bottom",
        "5, 30, 40, left, top",
        "6, 30, 40, right, top",
        "7, 30, 40, right, bottom",
        "8, 30, 40, left, bottom",
    })
    void should_turn_a_picture_upright_as_its_exif_data_says(
            int orientation, int width, int height, String side, String end) {
        try (PointerScope scope = new PointerScope()) {
            Mat stored = new Mat(30, 40, CV_8UC3, Scalar.all(0));
            stored.apply(new Rect(0, 0, 20, 15)).put(Scalar.all(255));
            Mat pixels = decoder.decode(withOrientation(TestPictures.encode(".jpg", stored), orientation));

            assertThat(pixels.cols()).isEqualTo(width);
            assertThat(pixels.rows()).isEqualTo(height);
            for (String horizontal : List.of("left", "right")) {
                for (String vertical : List.of("top", "bottom")) {
                    int x = horizontal.equals("left") ? width / 4 : width * 3 / 4;
                    int y = vertical.equals("top") ? height / 4 : height * 3 / 4;
                    boolean white = horizontal.equals(side) && vertical.equals(end);
                    assertThat(pixels.ptr(y, x).get() & 0xff)
                            .as(horizontal + " " + vertical)
                            .isCloseTo(white ? 255 : 0, within(JPEG_LOSS));
                }
            }
        }
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // size, how far it is shrunk, pixels, reduction
        "1280,  720, 0.60, 1280, 720, 1, 'half of it would be too few pixels'",
        "1280,  720, 0.50,  640, 360, 2, 'exactly half of it is enough'",
        "1280,  720, 0.26,  640, 360, 2, 'a quarter would be too few'",
        "1280,  720, 0.15,  320, 180, 4, 'a quarter'",
        "1280,  720, 0.01,  160,  90, 8, 'an eighth is the least'",
        "1921, 1081, 0.25,  481, 271, 4, 'the last pixels of a size that is no multiple are kept'",
        "1280,  719, 0.01, 1280, 719, 1, 'a smaller picture is decoded as it is'",
        "1280,  720, 1.00, 1280, 720, 1, 'wanted as it is'",
        "1280,  720, 3.00, 1280, 720, 1, 'wanted larger'"
    })
    void should_decode_a_large_jpeg_only_as_far_as_it_is_needed(
            int width, int height, double scale, int columns, int rows, int reduction, String remark) {
        try (PointerScope scope = new PointerScope()) {
            DecodedPicture picture =
                    decoder.decode(TestPictures.plain(".jpg", width, height, 10, 100, 200), (w, h) -> scale);

            assertThat(picture.pixels().cols()).as(remark).isEqualTo(columns);
            assertThat(picture.pixels().rows()).isEqualTo(rows);
            assertThat(picture.reduction()).isEqualTo(reduction);
            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            assertColour(picture.pixels(), 10, 100, 200);
        }
    }

    @Test
    void should_decode_at_full_size_what_may_be_turned_or_is_no_jpeg() {
        byte[] turned = withOrientation(TestPictures.plain(".jpg", 1280, 720, 10, 100, 200), 6);
        byte[] png = TestPictures.plain(".png", 1280, 720, 10, 100, 200);

        try (PointerScope scope = new PointerScope()) {
            DecodedPicture upright = decoder.decode(turned, (w, h) -> 0.1);
            assertThat(upright.width()).isEqualTo(720);
            assertThat(upright.pixels().cols()).isEqualTo(720);
            assertThat(decoder.decode(png, (w, h) -> 0.1).reduction()).isEqualTo(1);
        }
    }

    @Test
    void should_refuse_a_broken_or_forbidden_picture_at_a_fraction_of_its_size_too() {
        byte[] picture = TestPictures.plain(".jpg", 1280, 720, 10, 100, 200);

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> decoder.decode(Arrays.copyOf(picture, picture.length / 2), (w, h) -> 0.1))
                .withMessageContaining("breaks off");
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> new ImageDecoder(1280 * 720 - 1).decode(picture, (w, h) -> 0.1))
                .withMessageContaining("1280 x 720");
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> decoder.decode(jpegHeader(1280, 720), (w, h) -> 0.1))
                .withMessageContaining("cannot be decoded");
    }

    @ParameterizedTest
    @CsvSource({"640, 360", "1921, 1081", "160, 96", "40, 24", "20, 12", "1, 1"})
    void should_glance_at_a_jpeg_of_any_size(int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            assertThat(decoder.glance(TestPictures.plain(".jpg", width, height, 60, 60, 60)))
                    .hasValueSatisfying(glance -> {
                        assertThat(glance.width()).isEqualTo(width);
                        assertThat(glance.height()).isEqualTo(height);
                        assertThat(glance.mosaic().tile(0)).isCloseTo(60, within(JPEG_LOSS));
                        assertThat(glance.mosaic().tile(959)).isCloseTo(60, within(JPEG_LOSS));
                    });
        }
    }

    @Test
    void should_see_at_a_glance_where_something_is() {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = new Mat(360, 640, CV_8UC3, Scalar.all(50));
            picture.apply(new Rect(320, 180, 32, 30)).put(Scalar.all(200));
            Mosaic mosaic = decoder.glance(TestPictures.encode(".jpg", picture))
                    .orElseThrow()
                    .mosaic();

            assertThat(mosaic.tile(12 * Mosaic.COLUMNS + 20)).isGreaterThan(150);
            assertThat(mosaic.tile(12 * Mosaic.COLUMNS + 25)).isCloseTo(50, within(JPEG_LOSS));
        }
    }

    @Test
    void should_not_glance_at_what_may_be_turned_or_is_no_jpeg() {
        try (PointerScope scope = new PointerScope()) {
            byte[] jpeg = TestPictures.plain(".jpg", 640, 360, 10, 100, 200);

            assertThat(decoder.glance(withOrientation(jpeg, 6))).isEmpty();
            assertThat(decoder.glance(TestPictures.plain(".png", 640, 360, 10, 100, 200)))
                    .isEmpty();
        }
    }

    @Test
    void should_refuse_at_a_glance_what_it_does_not_decode() {
        byte[] jpeg = TestPictures.plain(".jpg", 640, 360, 10, 100, 200);

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> decoder.glance(Arrays.copyOf(jpeg, jpeg.length / 2)))
                .withMessageContaining("breaks off");
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> new ImageDecoder(1000).glance(jpeg))
                .withMessageContaining("640 x 360");
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> decoder.glance(jpegHeader(40, 30)))
                .withMessageContaining("cannot be decoded");
    }

    static Stream<Arguments> notPictures() {
        byte[] jpeg = TestPictures.plain(".jpg", 640, 360, 10, 100, 200);
        byte[] png = TestPictures.plain(".png", 640, 360, 10, 100, 200);
        return Stream.of(
                Arguments.of("no bytes", new byte[0], "neither a JPEG nor a PNG"),
                Arguments.of("a text", "hello".getBytes(StandardCharsets.UTF_8), "neither a JPEG nor a PNG"),
                Arguments.of("zeros", new byte[5000], "neither a JPEG nor a PNG"),
                Arguments.of("a GIF", "GIF89a......".getBytes(StandardCharsets.UTF_8), "neither a JPEG nor a PNG"),
                Arguments.of("the first bytes of a JPEG", Arrays.copyOf(jpeg, 3), "breaks off in its header"),
                Arguments.of("a JPEG cut in its header", Arrays.copyOf(jpeg, 60), "breaks off in its header"),
                Arguments.of("half a JPEG", Arrays.copyOf(jpeg, jpeg.length / 2), "640 x 360 pixels breaks off"),
                Arguments.of("a JPEG without its end", Arrays.copyOf(jpeg, jpeg.length - 2), "breaks off after"),
                Arguments.of("the first bytes of a PNG", Arrays.copyOf(png, 20), "breaks off in its header"),
                Arguments.of("half a PNG", Arrays.copyOf(png, png.length / 2), "640 x 360 pixels breaks off"),
                Arguments.of("a JPEG without height", jpegHeader(40, 0), "it has none"),
                Arguments.of("a PNG of negative width", pngHeader(-5, 40), "it has none"),
                Arguments.of("a header and nothing else", jpegHeader(40, 30), "cannot be decoded"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notPictures")
    void should_refuse_what_is_not_a_whole_picture(String remark, byte[] bytes, String reason) {
        try (PointerScope scope = new PointerScope()) {
            assertThatExceptionOfType(UndecodableImageException.class)
                    .as(remark)
                    .isThrownBy(() -> decoder.decode(bytes))
                    .withMessageContaining(reason)
                    .withMessageEndingWith(".");
        }
    }

    static Stream<byte[]> giants() {
        return Stream.of(
                jpegHeader(20_000, 20_000),
                jpegHeader(30_000, 30_000),
                pngHeader(20_000, 20_000),
                pngHeader(30_000, 30_000),
                pngHeader(2_000_000_000, 2_000_000_000));
    }

    @ParameterizedTest
    @MethodSource("giants")
    void should_refuse_a_giant_by_its_header_without_memory_for_it(byte[] giant) {
        long before = Pointer.physicalBytes();

        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> decoder.decode(giant))
                .withMessageContaining("more than the 100000000 that are allowed");

        assertThat(Pointer.physicalBytes() - before).isLessThan(64L << 20);
    }

    @Test
    void should_accept_exactly_as_many_pixels_as_are_allowed() {
        byte[] picture = TestPictures.plain(".jpg", 40, 30, 0, 0, 0);

        try (PointerScope scope = new PointerScope()) {
            assertThat(new ImageDecoder(1200).decode(picture).cols()).isEqualTo(40);
        }
        assertThatExceptionOfType(UndecodableImageException.class)
                .isThrownBy(() -> new ImageDecoder(1199).decode(picture))
                .withMessageContaining("40 x 30");
    }

    @Test
    void should_give_back_its_memory() {
        byte[] picture = TestPictures.plain(".jpg", 640, 360, 10, 100, 200);
        byte[] large = TestPictures.plain(".jpg", 1280, 720, 10, 100, 200);
        byte[] broken = jpegHeader(40, 30);

        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                decoder.decode(picture);
                decoder.decode(large, (w, h) -> 0.1);
                decoder.glance(large);
                assertThatExceptionOfType(UndecodableImageException.class).isThrownBy(() -> decoder.decode(broken));
            }
        });
    }

    private static void assertColour(Mat pixels, int blue, int green, int red) {
        byte[] first = new byte[3];
        pixels.data().get(first);
        assertThat(first[0] & 0xff).as("blue").isCloseTo(blue, within(JPEG_LOSS));
        assertThat(first[1] & 0xff).as("green").isCloseTo(green, within(JPEG_LOSS));
        assertThat(first[2] & 0xff).as("red").isCloseTo(red, within(JPEG_LOSS));
    }

    private static byte[] jpegHeader(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc0, 0, 11, 8});
        out.writeBytes(new byte[] {(byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width});
        out.writeBytes(new byte[] {1, 1, 0x11, 0, (byte) 0xff, (byte) 0xd9});
        return out.toByteArray();
    }

    private static byte[] pngHeader(int width, int height) {
        byte[] png = TestPictures.plain(".png", 1, 1, 0, 0, 0);
        for (int i = 0; i < 4; i++) {
            png[16 + i] = (byte) (width >> 24 - 8 * i);
            png[20 + i] = (byte) (height >> 24 - 8 * i);
        }
        return png;
    }

    /** Puts a smallest EXIF segment behind the start marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] tiff = {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (8 + tiff.length), 'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(tiff);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** What JPEG stores of a picture of one colour in four inks, and the segment by which Adobe's programs mark it. */
    private static byte[] fourInks(int width, int height, int kind, int... inks) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, new Point(0, 0));
        for (int ink = 0; ink < inks.length; ink++) {
            int[] samples = new int[width * height];
            Arrays.fill(samples, inks[ink]);
            raster.setSamples(0, 0, width, height, ink, samples);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) kind};
        return afterStart(bytes.toByteArray(), adobe);
    }

    private static byte[] afterStart(byte[] jpeg, byte[] segment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(segment);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
