package io.agender.vision.video.ffmpeg;

import static io.agender.vision.video.Frames.millis;
import static io.agender.vision.video.Frames.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;

import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.HttpFolder;
import io.agender.vision.video.TestVideo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which track of a file is the video, and which frames of it are shown. */
class VideoTracksTest {

    private static final int DEFAULT = AV_DISPOSITION_DEFAULT;

    @TempDir
    Path folder;

    @Test
    void should_note_that_a_gif_has_few_colours() throws Exception {
        Path gif = TestVideo.gif().write(folder.resolve("clip.gif"), 3);
        Path video = TestVideo.mp4().write(folder.resolve("clip.mp4"), 3);

        assertThat(info(gif).notes()).singleElement().asString().startsWith("it is a GIF");
        assertThat(info(video).notes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, marks {1} and {2}")
    @CsvSource({"a.mkv, 0, 1", "a.mkv, 0, 0", "a.mkv, 1, 0", "a.mkv, 1, 1", "a.mp4, 0, 1", "a.mp4, 1, 0"})
    void should_take_the_video_and_not_the_thumbnail_before_it(String name, int first, int second) throws Exception {
        Path thumbnail = TestVideo.avi().write(folder.resolve("thumbnail.avi"), 1);
        Path video = TestVideo.mp4().framesPerSecond(10).write(folder.resolve("video.mp4"), 30);
        Path both = Remux.write(
                folder.resolve(name),
                new Remux.Track(thumbnail, first * DEFAULT, 0),
                new Remux.Track(video, second * DEFAULT, 0));

        assertThat(numbers(Frames.all(both, VideoOptions.DEFAULTS)))
                .isEqualTo(IntStream.range(0, 30).boxed().toList());
        assertThat(info(both).notes())
                .containsExactly(
                        "video track 1 (mjpeg, 80 x 48, a single picture) is left out",
                        "video track 2 (mpeg4, 80 x 48, 30 frames) is taken");
    }

    @ParameterizedTest
    @CsvSource({"2", "9", "10"})
    void should_take_a_short_video_and_not_the_picture_before_it(int frames) throws Exception {
        Path picture = TestVideo.avi().write(folder.resolve("picture.avi"), 1);
        Path video = TestVideo.mp4().framesPerSecond(10).write(folder.resolve("video.mp4"), frames);
        Path both = Remux.write(
                folder.resolve("a.mp4"), new Remux.Track(picture, DEFAULT, 0), new Remux.Track(video, 0, 0));

        assertThat(Frames.all(both, VideoOptions.DEFAULTS)).hasSize(frames);
    }

    @Test
    void should_not_count_the_empty_chunks_that_avi_has_in_place_of_a_thumbnails_frames() throws Exception {
        Path thumbnail = TestVideo.avi().framesPerSecond(10).write(folder.resolve("thumbnail.avi"), 1);
        Path video = TestVideo.avi().framesPerSecond(10).write(folder.resolve("video.avi"), 30);
        Path both =
                Remux.write(folder.resolve("a.avi"), new Remux.Track(thumbnail, 0, 2.9), new Remux.Track(video, 0, 0));

        assertThat(Frames.all(both, VideoOptions.DEFAULTS)).hasSize(30);
    }

    @ParameterizedTest(name = "marks {0} and {1}")
    @CsvSource({"0, 1", "1, 0", "0, 0"})
    void should_take_the_video_of_a_file_on_the_web(int first, int second) throws Exception {
        Path thumbnail = TestVideo.avi().write(folder.resolve("thumbnail.avi"), 1);
        Path video = TestVideo.mp4().framesPerSecond(10).write(folder.resolve("video.mp4"), 30);
        Remux.write(
                folder.resolve("a.mkv"),
                new Remux.Track(thumbnail, first * DEFAULT, 0),
                new Remux.Track(video, second * DEFAULT, 0));

        try (HttpFolder web = HttpFolder.serve(folder)) {
            assertThat(Frames.all(web.url("a.mkv"), VideoOptions.DEFAULTS)).hasSize(30);
        }
    }

    @ParameterizedTest(name = "marks {0} and {1}: track of {2} frames")
    @CsvSource({"0, 1, 20", "1, 0, 30", "0, 0, 30", "1, 1, 30"})
    void should_take_the_default_of_two_videos_else_the_first(int first, int second, int frames) throws Exception {
        Path long1 = TestVideo.mp4().write(folder.resolve("1.mp4"), 30);
        Path long2 = TestVideo.mp4().write(folder.resolve("2.mp4"), 20);
        Path both = Remux.write(
                folder.resolve("a.mkv"),
                new Remux.Track(long1, first * DEFAULT, 0),
                new Remux.Track(long2, second * DEFAULT, 0));

        assertThat(Frames.all(both, VideoOptions.DEFAULTS)).hasSize(frames);
        assertThat(info(both).notes()).hasSize(2);
    }

    @Test
    void should_pass_over_a_cover_and_note_nothing() throws Exception {
        Path cover = TestVideo.avi().write(folder.resolve("cover.avi"), 1);
        Path video = TestVideo.mp4().write(folder.resolve("video.mp4"), 10);
        Path both = Remux.write(
                folder.resolve("a.mp4"),
                new Remux.Track(video, DEFAULT, 0),
                new Remux.Track(cover, AV_DISPOSITION_ATTACHED_PIC, 0));

        assertThat(Frames.all(both, VideoOptions.DEFAULTS)).hasSize(10);
        assertThat(info(both).notes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, cut {1} s off")
    @CsvSource({"clip.mp4, 1.3, 17", "clip.mov, 0.4, 26", "pictures.mov, 0.7, 23"})
    void should_count_the_frames_that_an_edit_list_leaves(String name, double seconds, int shown) throws Exception {
        TestVideo kind = name.startsWith("pictures") ? TestVideo.quickTimeOfPictures() : TestVideo.mp4();
        Path whole = kind.framesPerSecond(10).write(folder.resolve("whole.mov"), 30);
        Path cut = Remux.write(folder.resolve(name), new Remux.Track(whole, DEFAULT, -seconds));

        assertThat(numbers(Frames.all(cut, VideoOptions.DEFAULTS)))
                .isEqualTo(IntStream.range(30 - shown, 30).boxed().toList());
        assertThat(millis(Frames.all(cut, VideoOptions.DEFAULTS)))
                .isEqualTo(IntStream.range(0, shown).mapToObj(i -> i * 100L).toList());
        VideoInfo info = info(cut);
        assertThat(info.frames()).hasValue(shown);
        assertThat(info.framesPerSecond()).isCloseTo(10, within(0.01));
        assertThat(info.duration()).contains(Duration.ofMillis(shown * 100L));
    }

    private static VideoInfo info(Path file) {
        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            return source.info();
        }
    }
}
