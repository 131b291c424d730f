package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.EncodedImage;
import io.agender.vision.TestPictures;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The picture that is stored is red, green, blue and black, from its top left corner to its bottom right one; what is seen
 * of it depends on how it is to be shown.
 */
class OrientedFramesTest {

    private static final int WIDE = 96;
    private static final int HIGH = 64;
    private static final int PREFIX = 6;

    /** What is to be seen of each of EXIF's orientations. */
    private static final Map<Integer, String> SEEN =
            Map.of(1, "RGBK", 2, "GRKB", 3, "KBGR", 4, "BKRG", 5, "RBGK", 6, "BRKG", 7, "KGBR", 8, "GKRB");

    /** The numbers m0, m1, m3, m4 of the display matrix that says the same. */
    private static final List<int[]> MATRICES = List.of(
            new int[] {1, 0, 0, 1},
            new int[] {-1, 0, 0, 1},
            new int[] {-1, 0, 0, -1},
            new int[] {1, 0, 0, -1},
            new int[] {0, 1, 1, 0},
            new int[] {0, 1, -1, 0},
            new int[] {0, -1, -1, 0},
            new int[] {0, -1, 1, 0});

    @TempDir
    Path folder;

    private interface Kind {
        Path write(Path folder, int orientation) throws Exception;
    }

    static Stream<Arguments> kinds() {
        Map<String, Kind> kinds = Map.of(
                "MP4 with a display matrix",
                (folder, o) -> withMatrix(video(TestVideo.mp4(), folder.resolve("a.mp4")), MATRICES.get(o - 1)),
                "QuickTime of JPEG pictures with a display matrix",
                (folder, o) -> withMatrix(
                        video(TestVideo.quickTimeOfPictures(), folder.resolve("a.mov")), MATRICES.get(o - 1)),
                "Motion JPEG with EXIF",
                (folder, o) -> Files.write(folder.resolve("a.mjpeg"), twice(jpeg(o))),
                "JPEG picture with EXIF",
                (folder, o) -> Files.write(folder.resolve("a.jpg"), jpeg(o)),
                "PNG picture with EXIF",
                (folder, o) -> Files.write(folder.resolve("a.png"), png(o)),
                "WebP picture with EXIF",
                (folder, o) -> Files.write(folder.resolve("a.webp"), webp(o)));
        return kinds.entrySet().stream().flatMap(kind -> IntStream.rangeClosed(1, 8)
                .mapToObj(o -> Arguments.of(kind.getKey(), o, kind.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("kinds")
    void should_set_a_picture_upright_however_it_is_stored(String name, int orientation, Kind kind) throws Exception {
        Path file = kind.write(folder, orientation);

        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            VideoInfo info = source.info();
            EncodedImage image = source.next().orElseThrow().image();

            assertThat(seen(image)).isEqualTo(SEEN.get(orientation));
            assertThat(image.width()).isEqualTo(orientation < 5 ? WIDE : HIGH);
            assertThat(image.height()).isEqualTo(orientation < 5 ? HIGH : WIDE);
            assertThat(info.width()).isEqualTo(image.width());
            for (var next = source.next(); next.isPresent(); next = source.next()) {
                assertThat(seen(next.get().image())).isEqualTo(SEEN.get(orientation));
            }
        }
    }

    @Test
    void should_say_that_frames_were_mirrored() throws Exception {
        Path file = withMatrix(video(TestVideo.mp4(), folder.resolve("a.mp4")), MATRICES.get(6));

        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.info().mirrored()).isTrue();
            assertThat(source.info().rotation()).isEqualTo(90);
        }
    }

    private static String seen(EncodedImage image) {
        StringBuilder quarters = new StringBuilder();
        for (int y = 1; y <= 3; y += 2) {
            for (int x = 1; x <= 3; x += 2) {
                int[] bgr = Frames.pixel(image, image.width() * x / 4, image.height() * y / 4);
                quarters.append(bgr[2] > 128 ? 'R' : bgr[1] > 128 ? 'G' : bgr[0] > 128 ? 'B' : 'K');
            }
        }
        return quarters.toString();
    }

    /** The caller's scope owns it. */
    private static Mat paint() {
        Mat picture = new Mat(HIGH, WIDE, CV_8UC3, new Scalar(0, 0, 0, 0));
        picture.apply(new Rect(0, 0, WIDE / 2, HIGH / 2)).put(new Scalar(0, 0, 255, 0));
        picture.apply(new Rect(WIDE / 2, 0, WIDE / 2, HIGH / 2)).put(new Scalar(0, 255, 0, 0));
        picture.apply(new Rect(0, HIGH / 2, WIDE / 2, HIGH / 2)).put(new Scalar(255, 0, 0, 0));
        return picture;
    }

    private static byte[] encoded(String extension) {
        try (PointerScope scope = new PointerScope()) {
            return TestPictures.encode(extension, paint());
        }
    }

    private static Path video(TestVideo kind, Path file) throws Exception {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = paint();
            return kind.size(WIDE, HIGH).write(file, new int[] {0, 1, 2}, number -> picture.clone());
        }
    }

    /** Writes over the matrix in the header of the only track. */
    private static Path withMatrix(Path file, int[] matrix) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer numbers = ByteBuffer.wrap(bytes).position(header + 4 + 40);
        for (int number : new int[] {matrix[0] << 16, matrix[1] << 16, 0, matrix[2] << 16, matrix[3] << 16, 0, 0, 0}) {
            numbers.putInt(number);
        }
        return Files.write(file, bytes);
    }

    /** Of the kind that cameras write, with nothing but the orientation. */
    private static byte[] exif(int orientation) {
        ByteBuffer numbers = ByteBuffer.allocate(26).put("MM".getBytes(StandardCharsets.ISO_8859_1));
        numbers.putShort((short) 42).putInt(8).putShort((short) 1);
        numbers.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return numbers.array();
    }

    private static byte[] jpeg(int orientation) {
        byte[] plain = encoded(".jpg");
        byte[] exif = exif(orientation);
        ByteBuffer out = ByteBuffer.allocate(plain.length + 4 + PREFIX + exif.length);
        out.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + PREFIX + exif.length));
        out.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(exif).put(plain, 2, plain.length - 2);
        return out.array();
    }

    /** The chunk goes behind the header, which takes 33 bytes with the file's signature. */
    private static byte[] png(int orientation) {
        byte[] plain = encoded(".png");
        byte[] exif = exif(orientation);
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length).putInt(exif.length);
        chunk.put("eXIf".getBytes(StandardCharsets.ISO_8859_1)).put(exif);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + exif.length);
        chunk.putInt((int) sum.getValue());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 33);
        out.writeBytes(chunk.array());
        out.write(plain, 33, plain.length - 33);
        return out.toByteArray();
    }

    /** The simple form made an extended one (RFC 9649), which says that EXIF data follow the picture. */
    private static byte[] webp(int orientation) {
        byte[] plain = encoded(".webp");
        byte[] exif = exif(orientation);
        int length = plain.length + 18 + 8 + exif.length;
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(plain, 0, 4).putInt(length - 8).put(plain, 8, 4);
        out.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(8);
        putSize(out, WIDE);
        putSize(out, HIGH);
        out.put(plain, 12, plain.length - 12);
        out.put("EXIF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(exif.length)
                .put(exif);
        return out.array();
    }

    private static void putSize(ByteBuffer out, int pixels) {
        out.put((byte) (pixels - 1)).putShort((short) (pixels - 1 >> 8));
    }

    private static byte[] twice(byte[] picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List.of(picture, picture).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
