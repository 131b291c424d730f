package io.agender.vision.video.ffmpeg;

import static io.agender.vision.video.Frames.millis;
import static io.agender.vision.video.Frames.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.TestVideo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FfmpegVideoSourceTest {

    @TempDir
    Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("clip.mp4", "mp4/mpeg4", TestVideo.mp4()),
                Arguments.of("h264.mp4", "mp4/h264", TestVideo.h264()),
                Arguments.of("clip.mkv", "matroska/ffv1", TestVideo.mkv()),
                Arguments.of("clip.avi", "avi/mjpeg", TestVideo.avi()),
                Arguments.of("clip.gif", "gif/gif", TestVideo.gif()),
                Arguments.of("clip.m4v", "m4v/mpeg4", TestVideo.bare()),
                Arguments.of("clip.ts", "mpegts/mpeg4", TestVideo.transportStream()),
                Arguments.of("with-sound.mkv", "matroska/ffv1", TestVideo.mkv().sound()),
                Arguments.of("odd.mkv", "matroska/ffv1", TestVideo.mkv().size(73, 41)),
                Arguments.of("odd.gif", "gif/gif", TestVideo.gif().size(73, 41)),
                Arguments.of("10:30.mp4", "mp4/mpeg4", TestVideo.mp4()),
                Arguments.of("take%03d.mp4", "mp4/mpeg4", TestVideo.mp4()),
                Arguments.of("no-ending", "mp4/mpeg4", TestVideo.mp4()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void should_give_every_frame_once_in_order_with_its_time(String name, String format, TestVideo kind)
            throws Exception {
        Path file = kind.framesPerSecond(25).write(folder.resolve(name), 30);

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);

        assertThat(numbers(frames)).isEqualTo(upTo(30, 1));
        assertThat(millis(frames))
                .isEqualTo(upTo(30, 1).stream().map(i -> i * 40L).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void should_say_what_it_is_before_the_first_frame(String name, String format, TestVideo kind) throws Exception {
        Path file = kind.framesPerSecond(25).write(folder.resolve(name), 30);

        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            VideoInfo info = source.info();
            VideoFrame first = source.next().orElseThrow();

            assertThat(info.format()).isEqualTo(format);
            assertThat(info.width()).isEqualTo(first.image().width());
            assertThat(info.height()).isEqualTo(first.image().height());
            assertThat(info.framesPerSecond()).isCloseTo(25, within(0.5));
            assertThat(info.duration().orElseThrow().toMillis()).isBetween(1195L, 1245L);
            if (info.frames().isPresent()) {
                assertThat(info.frames()).hasValue(30);
            }
        }
    }

    @ParameterizedTest(name = "{0} of 30 frames a second")
    @CsvSource({"10, 3", "15, 2", "30, 1", "100, 1", "0, 1", "1, 30"})
    void should_sample_by_presentation_time(double framesPerSecond, int step) throws Exception {
        Path file = TestVideo.mp4().framesPerSecond(30).write(folder.resolve("clip.mp4"), 60);
        VideoOptions options = new VideoOptions(framesPerSecond, 0, 90);

        assertThat(numbers(Frames.all(file, options))).isEqualTo(upTo(60, step));
        try (VideoSource source = new VideoEngine().open(file.toString(), options)) {
            assertThat(source.info().frames()).hasValue(60 / step);
            assertThat(source.info().framesPerSecond()).isCloseTo(30.0 / step, within(1e-6));
        }
    }

    @Test
    void should_keep_times_and_sample_by_them_where_the_rate_varies() throws Exception {
        int[] times = {0, 1, 2, 10, 11, 30, 60, 61};
        Path file = TestVideo.mkv().framesPerSecond(100).write(folder.resolve("clip.mkv"), times);

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS)))
                .isEqualTo(Arrays.stream(times).mapToObj(t -> t * 10L).toList());
        assertThat(numbers(Frames.all(file, new VideoOptions(10, 0, 90)))).containsExactly(0, 3, 5, 6);
    }

    @ParameterizedTest(name = "{0} x {1} within {2}")
    @CsvSource({
        "160, 90, 80, 80, 45",
        "160, 90, 0, 160, 90",
        "160, 90, 160, 160, 90",
        "160, 90, 400, 160, 90",
        "73, 41, 37, 37, 21"
    })
    void should_scale_down_to_the_width_asked_for(int width, int height, int limit, int wide, int high)
            throws Exception {
        Path file = TestVideo.mkv().size(width, height).write(folder.resolve("clip.mkv"), 5);

        List<VideoFrame> frames = Frames.all(file, new VideoOptions(0, limit, 90));

        assertThat(frames).isNotEmpty().allSatisfy(frame -> {
            assertThat(frame.image().width()).isEqualTo(wide);
            assertThat(frame.image().height()).isEqualTo(high);
        });
        assertThat(numbers(frames)).containsExactly(0, 1, 2, 3, 4);
    }

    /** Frame 1 has one white column, at the left of the picture as it is stored. */
    @ParameterizedTest(name = "{0} degrees")
    @CsvSource({"0, 80, 48, 4, 24", "90, 48, 80, 24, 4", "180, 80, 48, 75, 24", "270, 48, 80, 24, 75"})
    void should_turn_frames_upright(double clockwise, int width, int height, int whiteX, int whiteY) throws Exception {
        Path file = TestVideo.mp4().rotation(clockwise).write(folder.resolve("phone.mp4"), 2);

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);

        assertThat(frames.get(1).image().width()).isEqualTo(width);
        assertThat(frames.get(1).image().height()).isEqualTo(height);
        assertThat(Frames.pixel(frames.get(1).image(), whiteX, whiteY)[1]).isGreaterThan(200);
        assertThat(Frames.pixel(frames.get(1).image(), width - 1 - whiteX, height - 1 - whiteY)[1])
                .isLessThan(60);
        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.info().rotation()).isEqualTo((int) clockwise);
            assertThat(source.info().width()).isEqualTo(width);
        }
    }

    static Stream<Arguments> filesOfPictures() {
        return Stream.of(
                Arguments.of("clip.avi", TestVideo.avi()), Arguments.of("clip.mov", TestVideo.quickTimeOfPictures()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesOfPictures")
    void should_hand_on_the_pictures_of_a_file_byte_for_byte(String name, TestVideo kind) throws Exception {
        Path file = kind.framesPerSecond(25).write(folder.resolve(name), 20);
        String bytes = latin(Files.readAllBytes(file));

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);

        assertThat(numbers(frames)).isEqualTo(upTo(20, 1));
        int from = 0;
        for (VideoFrame frame : frames) {
            int at = bytes.indexOf(latin(frame.image().bytes()), from);
            assertThat(at)
                    .as("where the picture of " + frame.position() + " stands in the file")
                    .isPositive();
            from = at + frame.image().bytes().length;
        }
        assertThat(millis(Frames.all(file, new VideoOptions(5, 0, VideoOptions.AS_IT_COMES))))
                .containsExactly(0L, 200L, 400L, 600L);
    }

    @Test
    void should_encode_the_pictures_of_a_file_anew_when_they_must_be_turned_or_another_quality_is_asked_for()
            throws Exception {
        Path turned = TestVideo.quickTimeOfPictures().rotation(90).write(folder.resolve("turned.mov"), 3);
        Path straight = TestVideo.avi().write(folder.resolve("straight.avi"), 3);

        assertThat(Frames.all(turned, VideoOptions.DEFAULTS))
                .hasSize(3)
                .allSatisfy(frame -> assertThat(frame.image().width()).isEqualTo(48));
        assertThat(latin(Files.readAllBytes(straight)))
                .doesNotContain(latin(Frames.all(straight, new VideoOptions(0, 0, 91))
                        .get(2)
                        .image()
                        .bytes()));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void should_make_oblong_pixels_square() throws Exception {
        Path file = TestVideo.mp4().pixelAspect(2).write(folder.resolve("wide.mp4"), 3);

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);

        assertThat(frames.get(2).image().width()).isEqualTo(160);
        assertThat(frames.get(2).image().height()).isEqualTo(48);
        assertThat(numbers(frames)).containsExactly(0, 1, 2);
    }

    @Test
    void should_give_larger_pictures_for_higher_quality() throws Exception {
        Path file = TestVideo.mkv().write(folder.resolve("clip.mkv"), 8);

        int small = Frames.all(file, new VideoOptions(0, 0, 20)).get(7).image().bytes().length;
        int large = Frames.all(file, new VideoOptions(0, 0, 98)).get(7).image().bytes().length;

        assertThat(large).isGreaterThan(small);
    }

    @Test
    void should_give_the_same_bytes_each_time() throws Exception {
        Path file = TestVideo.h264().size(160, 90).write(folder.resolve("clip.mp4"), 20);

        List<VideoFrame> once = Frames.all(file, new VideoOptions(10, 100, 80));
        List<VideoFrame> again = Frames.all(file, new VideoOptions(10, 100, 80));

        assertThat(again).hasSameSizeAs(once);
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).image().bytes())
                    .isEqualTo(once.get(i).image().bytes());
            assertThat(again.get(i).position()).isEqualTo(once.get(i).position());
        }
    }

    @Test
    void should_give_the_frames_before_the_cut_of_a_file_that_breaks_off() throws Exception {
        byte[] whole = Files.readAllBytes(TestVideo.mkv().size(160, 90).write(folder.resolve("whole.mkv"), 60));
        Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(whole, whole.length / 2));

        List<VideoFrame> frames = Frames.all(cut, VideoOptions.DEFAULTS);

        assertThat(frames).hasSizeBetween(10, 40);
        assertThat(numbers(frames)).isEqualTo(upTo(frames.size(), 1));
    }

    @Test
    void should_go_on_through_joined_recordings() throws Exception {
        byte[] once = Files.readAllBytes(
                TestVideo.transportStream().framesPerSecond(25).write(folder.resolve("once.ts"), 50));
        Path twice = folder.resolve("twice.ts");
        Files.write(twice, once);
        Files.write(twice, once, StandardOpenOption.APPEND);

        List<VideoFrame> frames = Frames.all(twice, VideoOptions.DEFAULTS);

        assertThat(numbers(frames).subList(50, 100)).isEqualTo(numbers(frames).subList(0, 50));
        assertThat(millis(frames)).isSorted().doesNotHaveDuplicates().endsWith(3960L);
        try (VideoSource source = new VideoEngine().open(twice.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.info().duration().orElseThrow().toMillis()).isBetween(3990L, 4050L);
        }
    }

    @Test
    void should_cover_a_single_frame_with_a_length() throws Exception {
        Path file = TestVideo.gif().framesPerSecond(10).write(folder.resolve("one.gif"), 1);

        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.info().duration().orElseThrow()).isPositive().isLessThan(Duration.ofSeconds(1));
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
            assertThat(source.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"clip.mp4", "clip.gif", "clip.avi"})
    void should_refuse_a_video_of_more_pixels_than_the_options_allow(String name) throws Exception {
        TestVideo video =
                name.endsWith(".gif") ? TestVideo.gif() : name.endsWith(".avi") ? TestVideo.avi() : TestVideo.mp4();
        String file = video.size(80, 48).write(folder.resolve(name), 3).toString();

        assertThat(Frames.all(file, VideoOptions.DEFAULTS.withMaxPixels(80 * 48)))
                .hasSize(3);
        assertThatThrownBy(() -> new VideoEngine().open(file, VideoOptions.DEFAULTS.withMaxPixels(80 * 48 - 1)))
                .isInstanceOf(VisionException.class)
                .hasMessage(file + " has pictures of 80 x 48 pixels, more than the 3839 that are allowed; make it"
                        + " smaller, or raise source.max.pixels");
    }

    /** A GIF says its size in its first ten bytes. Of the largest ones FFmpeg itself wants to know nothing. */
    @ParameterizedTest
    @CsvSource({
        "12000, '12000 x 12000 pixels, more than the 100000000 that are allowed'",
        "20000, 'holds no frame that can be decoded'",
        "65535, 'holds no frame that can be decoded'",
    })
    void should_refuse_an_animation_that_says_it_is_a_giant(int side, String reason) throws Exception {
        Path file = TestVideo.gif().write(folder.resolve("giant.gif"), 2);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) side)
                .putShort(8, (short) side);
        Files.write(file, bytes);

        assertThatThrownBy(() -> new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void should_refuse_to_read_after_it_was_closed() throws Exception {
        VideoSource source = new VideoEngine()
                .open(TestVideo.mp4().write(folder.resolve("a.mp4"), 3).toString(), VideoOptions.DEFAULTS);
        source.close();
        source.close();

        assertThatThrownBy(source::next).isInstanceOf(IllegalStateException.class);
    }

    private static List<Integer> upTo(int end, int step) {
        return IntStream.iterate(0, i -> i < end, i -> i + step).boxed().toList();
    }
}
