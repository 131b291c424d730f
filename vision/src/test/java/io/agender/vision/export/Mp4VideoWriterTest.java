package io.agender.vision.export;

import static io.agender.vision.video.Frames.millis;
import static io.agender.vision.video.Frames.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.UndecodableImageException;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoNotWrittenException;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.image.PictureEncoder;
import io.agender.vision.video.Frames;
import io.agender.vision.video.NumberedFrames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp4VideoWriterTest {

    @TempDir
    Path folder;

    @Test
    void should_write_every_frame_at_its_time() {
        Path file = folder.resolve("out.mp4");

        write(file, 25, IntStream.range(0, 30).mapToObj(i -> frame(i, 80, 48, i * 40)));

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);
        assertThat(numbers(frames)).isEqualTo(IntStream.range(0, 30).boxed().toList());
        assertThat(millis(frames))
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> i * 40L).toList());
        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            VideoInfo info = source.info();
            assertThat(info.format()).isEqualTo("mp4/h264");
            assertThat(info.framesPerSecond()).isCloseTo(25, within(1e-6));
            assertThat(info.duration()).contains(Duration.ofMillis(1200));
        }
    }

    @Test
    void should_keep_a_varying_rate_and_start_at_zero() {
        Path file = folder.resolve("out.mp4");
        int[] times = {500, 533, 600, 1500, 1500, 1540};

        write(file, 10, IntStream.range(0, 6).mapToObj(i -> frame(i, 80, 48, times[i])));

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);
        assertThat(numbers(frames)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(millis(frames)).containsExactly(0L, 33L, 100L, 1000L, 1000L, 1040L);
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"80, 48, 80, 48", "81, 49, 82, 50", "400, 225, 400, 226", "9, 7, 16, 16"})
    void should_take_frames_of_any_size(int width, int height, int wide, int high) {
        Path file = folder.resolve("out.mp4");

        write(file, 10, IntStream.range(0, 3).mapToObj(i -> frame(i, width, height, i * 100)));

        VideoFrame last = Frames.all(file, VideoOptions.DEFAULTS).get(2);
        assertThat(last.image().width()).isEqualTo(wide);
        assertThat(last.image().height()).isEqualTo(high);
    }

    @Test
    void should_repeat_the_last_column_of_an_odd_frame() {
        Path file = folder.resolve("out.mp4");

        write(file, 10, Stream.of(frame(1023, 81, 49, 0)));

        EncodedImage image = Frames.all(file, VideoOptions.DEFAULTS).get(0).image();
        assertThat(Frames.pixel(image, 81, 49)[1]).isGreaterThan(240);
    }

    @Test
    void should_fit_frames_of_another_shape_between_bars() {
        Path file = folder.resolve("out.mp4");

        write(file, 10, Stream.of(frame(1023, 160, 80, 0), frame(1023, 80, 80, 100), frame(1023, 320, 160, 200)));

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);
        assertThat(Frames.pixel(frames.get(1).image(), 20, 40)[1]).isLessThan(20);
        assertThat(Frames.pixel(frames.get(1).image(), 80, 40)[1]).isGreaterThan(235);
        assertThat(Frames.pixel(frames.get(1).image(), 140, 40)[1]).isLessThan(20);
        assertThat(Frames.pixel(frames.get(2).image(), 5, 40)[1]).isGreaterThan(235);
    }

    @Test
    void should_draw_the_faces() {
        Path file = folder.resolve("out.mp4");
        AnalyzedFace face = face(new BoundingBox(60, 60, 80, 80), Gender.FEMALE);

        try (AnnotatedVideo video = new VideoEngine().create(file, 10)) {
            video.write(frame(0, 200, 200, 0), List.of());
            video.write(frame(0, 200, 200, 100), List.of(face));
        }

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);
        int[] without = Frames.pixel(frames.get(0).image(), 100, 60);
        int[] with = Frames.pixel(frames.get(1).image(), 100, 140);
        assertThat(without[2]).isLessThan(40);
        assertThat(with[2]).as("red of the box").isGreaterThan(100);
        assertThat(with[2]).isGreaterThan(with[1] + 50);
    }

    @Test
    void should_keep_colours() {
        Path file = folder.resolve("out.mp4");
        int[] bgr = {60, 120, 200};

        try (AnnotatedVideo video = new VideoEngine().create(file, 10);
                Mat colour = NumberedFrames.plain(bgr, 160, 96)) {
            video.write(new VideoFrame(new PictureEncoder(98).encode(colour), Duration.ZERO), List.of());
        }

        int[] read = Frames.pixel(Frames.all(file, VideoOptions.DEFAULTS).get(0).image(), 80, 48);
        for (int i = 0; i < 3; i++) {
            assertThat(read[i]).isCloseTo(bgr[i], within(6));
        }
    }

    @Test
    void should_make_the_same_bytes_of_the_same_frames() throws Exception {
        Path one = folder.resolve("one.mp4");
        Path two = Files.createDirectory(folder.resolve("b")).resolve("two.mp4");

        write(one, 25, IntStream.range(0, 40).mapToObj(i -> frame(i, 160, 90, i * 40)));
        write(two, 25, IntStream.range(0, 40).mapToObj(i -> frame(i, 160, 90, i * 40)));

        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void should_put_the_index_in_front_and_name_no_tool_or_time() throws Exception {
        Path file = folder.resolve("out.mp4");

        write(file, 25, IntStream.range(0, 10).mapToObj(i -> frame(i, 80, 48, i * 40)));

        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.indexOf("moov")).isPositive().isLessThan(content.indexOf("mdat"));
        assertThat(content).doesNotContain("Lavf").doesNotContain("Lavc");
    }

    @Test
    void should_appear_complete_or_not_at_all() {
        Path file = folder.resolve("out.mp4");

        try (AnnotatedVideo video = new VideoEngine().create(file, 10)) {
            video.write(frame(0, 80, 48, 0), List.of());
            assertThat(file).doesNotExist();
        }

        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void should_leave_nothing_when_it_is_discarded_or_empty() throws Exception {
        Path file = folder.resolve("out.mp4");

        AnnotatedVideo discarded = new VideoEngine().create(file, 10);
        discarded.write(frame(0, 80, 48, 0), List.of());
        discarded.discard();
        discarded.close();
        new VideoEngine().create(file, 10).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void should_keep_the_older_file_until_the_new_one_is_complete() throws Exception {
        Path file = Files.writeString(folder.resolve("out.mp4"), "older");

        AnnotatedVideo discarded = new VideoEngine().create(file, 10);
        discarded.write(frame(0, 80, 48, 0), List.of());
        discarded.discard();
        assertThat(file).hasContent("older");

        write(file, 10, Stream.of(frame(0, 80, 48, 0)));
        assertThat(Frames.all(file, VideoOptions.DEFAULTS)).hasSize(1);
    }

    @Test
    void should_go_on_after_a_frame_that_cannot_be_decoded() {
        Path file = folder.resolve("out.mp4");

        try (AnnotatedVideo video = new VideoEngine().create(file, 10)) {
            video.write(frame(0, 80, 48, 0), List.of());
            VideoFrame broken = new VideoFrame(new EncodedImage(new byte[] {1, 2, 3}, 80, 48), Duration.ofMillis(100));
            assertThatThrownBy(() -> video.write(broken, List.of())).isInstanceOf(UndecodableImageException.class);
            video.write(frame(2, 80, 48, 200), List.of());
        }

        assertThat(numbers(Frames.all(file, VideoOptions.DEFAULTS))).containsExactly(0, 2);
    }

    @Test
    void should_say_that_the_folder_is_missing() {
        Path file = folder.resolve("missing/out.mp4");

        assertThatThrownBy(() -> new VideoEngine().create(file, 10))
                .isInstanceOf(VisionException.class)
                .hasMessage(
                        "the video %s cannot be written, its folder does not exist; create it or choose another", file);
    }

    @Test
    void should_say_that_a_folder_has_the_name() {
        assertThatThrownBy(() -> new VideoEngine().create(folder, 10))
                .isInstanceOf(VisionException.class)
                .hasMessage("the video %s cannot be written, a folder has that name; choose another", folder);
    }

    @Test
    void should_say_that_the_place_cannot_be_written_to() throws Exception {
        Path file = Files.createFile(folder.resolve("file")).resolve("out.mp4");

        assertThatThrownBy(() -> new VideoEngine().create(file, 10))
                .isInstanceOf(VisionException.class)
                .hasMessage(
                        "the video %s cannot be written; check that its folder may be written to and has room", file);
    }

    @Test
    void should_say_that_a_video_of_more_than_eight_days_cannot_be_written() {
        Path file = folder.resolve("out.mp4");
        VideoFrame late = new VideoFrame(NumberedFrames.image(1, 80, 48), Duration.ofDays(9));

        AnnotatedVideo video = new VideoEngine().create(file, 10);
        video.write(frame(0, 80, 48, 0), List.of());
        assertThatThrownBy(() -> video.write(late, List.of()))
                .isInstanceOf(VideoNotWrittenException.class)
                .hasMessageStartingWith("the video %s is eight days long, and a longer one cannot be written", file);
        video.close();

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void should_refuse_a_rate_that_is_none(double rate) {
        assertThatThrownBy(() -> new VideoEngine().create(folder.resolve("out.mp4"), rate))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void write(Path file, double framesPerSecond, Stream<VideoFrame> frames) {
        try (AnnotatedVideo video = new VideoEngine().create(file, framesPerSecond)) {
            frames.forEach(frame -> video.write(frame, List.of()));
        }
    }

    private static VideoFrame frame(int number, int width, int height, int millis) {
        return new VideoFrame(NumberedFrames.image(number, width, height), Duration.ofMillis(millis));
    }

    private static AnalyzedFace face(BoundingBox box, Gender gender) {
        return new AnalyzedFace(
                new Detection(box, 0.9, List.of()),
                new FaceAttributes(gender, OptionalDouble.empty(), OptionalDouble.of(31), OptionalDouble.empty()));
    }
}
