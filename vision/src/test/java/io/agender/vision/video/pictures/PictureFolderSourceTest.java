package io.agender.vision.video.pictures;

import static io.agender.vision.video.Frames.millis;
import static io.agender.vision.video.Frames.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.NumberedFrames;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderSourceTest {

    @TempDir
    Path folder;

    @Test
    void should_give_pictures_in_natural_order_one_each_second() throws Exception {
        picture("img10.png", 3);
        picture("img2.PNG", 2);
        picture("img1.jpeg", 1);
        picture(".hidden.png", 9);
        Files.writeString(folder.resolve("notes.txt"), "not a picture");
        Files.createDirectory(folder.resolve("sub"));

        List<VideoFrame> frames = Frames.all(folder, VideoOptions.DEFAULTS);

        assertThat(numbers(frames)).containsExactly(1, 2, 3);
        assertThat(millis(frames)).containsExactly(0L, 1000L, 2000L);
    }

    @Test
    void should_take_the_rate_for_the_pace_of_the_pictures() throws Exception {
        for (int i = 0; i < 5; i++) {
            picture("p" + i + ".png", i);
        }
        VideoOptions options = new VideoOptions(12.5, 0, 90);

        assertThat(numbers(Frames.all(folder, options))).containsExactly(0, 1, 2, 3, 4);
        assertThat(millis(Frames.all(folder, options))).containsExactly(0L, 80L, 160L, 240L, 320L);
        try (VideoSource source = new VideoEngine().open(folder.toString(), options)) {
            VideoInfo info = source.info();
            assertThat(info.format()).isEqualTo("pictures");
            assertThat(info.framesPerSecond()).isEqualTo(12.5);
            assertThat(info.frames()).hasValue(5);
            assertThat(info.duration()).contains(Duration.ofMillis(400));
            assertThat(info.width()).isEqualTo(80);
            assertThat(info.height()).isEqualTo(48);
        }
    }

    @ParameterizedTest
    @CsvSource({"door-*.png, 1 2", "door-?.png, 1", "*.jpg, 7", "*, 1 2 7"})
    void should_read_the_pictures_that_match_a_pattern(String pattern, String numbers) throws Exception {
        picture("door-1.png", 1);
        picture("door-12.png", 2);
        picture("hall.jpg", 7);

        assertThat(numbers(Frames.all(folder + "/" + pattern, VideoOptions.DEFAULTS)))
                .isEqualTo(List.of(numbers.split(" ")).stream()
                        .map(Integer::valueOf)
                        .toList());
    }

    @Test
    void should_take_a_file_named_like_a_pattern_for_itself() throws Exception {
        picture("door*.png", 5);
        picture("door-1.png", 1);

        assertThat(numbers(Frames.all(folder + "/door*.png", VideoOptions.DEFAULTS)))
                .containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.bmp", "a.webp", "a.tif", "A.JPG"})
    void should_read_a_single_picture_as_one_frame(String name) throws Exception {
        List<VideoFrame> frames = Frames.all(picture(name, 21), VideoOptions.DEFAULTS);

        assertThat(numbers(frames)).containsExactly(21);
        assertThat(frames.get(0).position()).isZero();
    }

    @Test
    void should_deliver_each_picture_in_its_own_size_within_the_limit() throws Exception {
        picture("1.png", 1, 80, 48);
        picture("2.png", 2, 200, 100);

        List<VideoFrame> frames = Frames.all(folder, new VideoOptions(0, 100, 90));

        assertThat(frames.get(0).image().width()).isEqualTo(80);
        assertThat(frames.get(1).image().width()).isEqualTo(100);
        assertThat(frames.get(1).image().height()).isEqualTo(50);
        assertThat(numbers(frames)).containsExactly(1, 2);
    }

    /** Picture 1 has one white column, at the left of the picture as it is stored. */
    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({"1, 80, 48, 4, 24", "3, 80, 48, 75, 24", "6, 48, 80, 24, 4", "8, 48, 80, 24, 75"})
    void should_turn_pictures_as_exif_says(int orientation, int width, int height, int whiteX, int whiteY)
            throws Exception {
        Path file = picture("phone.jpg", 1);
        Files.write(file, withOrientation(Files.readAllBytes(file), orientation));

        VideoFrame frame = Frames.all(file, VideoOptions.DEFAULTS).get(0);

        assertThat(frame.image().width()).isEqualTo(width);
        assertThat(frame.image().height()).isEqualTo(height);
        assertThat(Frames.pixel(frame.image(), whiteX, whiteY)[1]).isGreaterThan(200);
    }

    @ParameterizedTest(name = "cut to {0} bytes")
    @ValueSource(ints = {0, 4, 100, 300})
    void should_pass_over_a_picture_that_cannot_be_decoded(int length) throws Exception {
        picture("1.jpg", 1);
        Path second = picture("2.jpg", 2);
        picture("3.jpg", 3);
        Files.write(second, Arrays.copyOf(Files.readAllBytes(second), length));

        shouldGiveTheFirstAndTheThird();
    }

    @Test
    void should_pass_over_a_picture_of_more_pixels_than_the_options_allow() {
        picture("1.png", 1, 80, 48);
        picture("2.png", 2, 800, 490);
        picture("3.png", 3, 40, 48);

        shouldGiveTheFirstAndTheThird();
    }

    @Test
    void should_pass_over_what_the_system_does_not_let_it_read() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/mem")), "needs a file whose first byte nobody can read");
        picture("1.png", 1);
        Files.createSymbolicLink(folder.resolve("2.png"), Path.of("/proc/self/mem"));
        picture("3.png", 3);

        shouldGiveTheFirstAndTheThird();
    }

    @Test
    void should_pass_over_a_link_to_nothing() throws Exception {
        picture("1.png", 1);
        Files.createSymbolicLink(folder.resolve("2.png"), folder.resolve("gone"));
        picture("3.png", 3);

        shouldGiveTheFirstAndTheThird();
    }

    @Test
    void should_pass_over_a_folder_that_is_named_like_a_picture() throws Exception {
        picture("1.png", 1);
        Files.createDirectory(folder.resolve("2.png"));
        picture("3.png", 3);

        shouldGiveTheFirstAndTheThird();
    }

    @Test
    void should_count_what_cannot_be_read_after_the_last_picture() throws Exception {
        picture("1.png", 1);
        Files.createDirectory(folder.resolve("2.png"));
        Files.createSymbolicLink(folder.resolve("3.png"), folder.resolve("gone"));

        try (VideoSource source = new VideoEngine().open(folder.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
            assertThat(source.unreadable()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"folder.png, is no file; remove or rename it", "link.png, is a link to a file that is not there"})
    void should_say_why_a_lone_one_cannot_be_read(String name, String why) throws Exception {
        Files.createDirectory(folder.resolve("folder.png"));
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("gone"));

        assertThatThrownBy(() -> new VideoEngine().open(folder + "/" + name.charAt(0) + "*", VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("the picture " + folder.resolve(name) + " " + why);
    }

    private void shouldGiveTheFirstAndTheThird() {
        try (VideoSource source =
                new VideoEngine().open(folder.toString(), VideoOptions.DEFAULTS.withMaxPixels(80 * 48))) {
            List<VideoFrame> frames =
                    List.of(source.next().orElseThrow(), source.next().orElseThrow());
            assertThat(numbers(frames)).containsExactly(1, 3);
            assertThat(millis(frames)).containsExactly(0L, 2000L);
            assertThat(source.unreadable()).isEqualTo(1);
            assertThat(source.next()).isEmpty();
            assertThat(source.info().frames()).hasValue(3);
        }
    }

    @Test
    void should_go_on_when_pictures_vanish_meanwhile() throws Exception {
        for (int i = 1; i <= 5; i++) {
            picture(i + ".png", i);
        }
        try (VideoSource source = new VideoEngine().open(folder.toString(), VideoOptions.DEFAULTS)) {
            Files.delete(folder.resolve("2.png"));
            Files.delete(folder.resolve("5.png"));
            picture("6.png", 6);

            assertThat(numbers(List.of(
                            source.next().orElseThrow(),
                            source.next().orElseThrow(),
                            source.next().orElseThrow())))
                    .containsExactly(1, 3, 4);
            assertThat(source.next()).isEmpty();
            assertThat(source.unreadable()).isEqualTo(2);
        }
    }

    @Test
    void should_begin_with_the_first_picture_that_can_be_read() throws Exception {
        Files.writeString(folder.resolve("1.jpg"), "no picture");
        Files.createFile(folder.resolve("2.jpg"));
        picture("3.jpg", 3);

        try (VideoSource source = new VideoEngine().open(folder.toString(), VideoOptions.DEFAULTS)) {
            VideoFrame frame = source.next().orElseThrow();
            assertThat(NumberedFrames.read(frame.image())).isEqualTo(3);
            assertThat(frame.position()).isEqualTo(Duration.ofSeconds(2));
            assertThat(source.unreadable()).isEqualTo(2);
        }
    }

    @Test
    void should_refuse_a_folder_of_which_no_picture_can_be_read() throws Exception {
        Files.writeString(folder.resolve("1.jpg"), "no picture");
        Files.createFile(folder.resolve("2.jpg"));

        assertThatThrownBy(() -> new VideoEngine().open(folder.toString(), VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("none of the 2 pictures of " + folder + " can be read; of the first one: the picture "
                        + folder.resolve("1.jpg") + " cannot be decoded or breaks off; remove or replace it");
    }

    @Test
    void should_refuse_a_single_picture_of_more_pixels_than_the_options_allow() {
        Path file = picture("2.png", 2, 80, 49);

        assertThatThrownBy(() -> new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS.withMaxPixels(80 * 48)))
                .isInstanceOf(VisionException.class)
                .hasMessageStartingWith("the picture " + file + " has 80 x 49 pixels, more than the 3840");
    }

    private Path picture(String name, int number) {
        return picture(name, number, 80, 48);
    }

    private Path picture(String name, int number, int width, int height) {
        Path file = folder.resolve(name);
        try (Mat pixels = NumberedFrames.paint(number, width, height)) {
            assertThat(imwrite(file.toString(), pixels)).isTrue();
        }
        return file;
    }

    /** Puts an EXIF segment with nothing but the orientation behind the start of a JPEG picture. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
