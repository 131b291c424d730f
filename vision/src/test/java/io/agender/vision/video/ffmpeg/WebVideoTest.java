package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.HttpFolder;
import io.agender.vision.video.MjpegServer;
import io.agender.vision.video.TestVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Playlists (HLS) and files from a web server. */
@Timeout(120)
class WebVideoTest {

    private static final VideoOptions OPTIONS = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(10));
    private static final VideoOptions IMPATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(2));

    private static final String TRANSPORT_STREAM = "HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n";

    @TempDir
    Path folder;

    private HttpFolder web;

    @BeforeEach
    void serve() throws Exception {
        web = HttpFolder.serve(folder);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void should_play_a_finished_playlist_to_its_end() throws Exception {
        playlist(true, segment("0.ts", 25), segment("1.ts", 25));

        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), OPTIONS)) {
            List<VideoFrame> frames = all(source);

            assertThat(source.info().live()).isFalse();
            assertThat(source.info().format()).isEqualTo("hls/mpeg4");
            assertThat(source.info().duration()).contains(Duration.ofSeconds(2));
            assertThat(Frames.numbers(frames))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).map(i -> i % 25).boxed().toList());
            assertThat(frames).extracting(VideoFrame::position).isSorted();
        }
    }

    @Test
    void should_follow_a_playlist_that_grows_and_say_when_it_grows_no_more() throws Exception {
        playlist(false, segment("0.ts", 50), segment("1.ts", 50), segment("2.ts", 50));

        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), IMPATIENT)) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().duration()).isEmpty();
            read(source, 100);
            playlist(false, "0.ts", "1.ts", "2.ts", segment("3.ts", 50));
            List<VideoFrame> frames = new ArrayList<>();

            VisionException error = catchThrowableOfType(VisionException.class, () -> readInto(frames, source));

            assertThat(frames).as("less what the decoder keeps back").hasSizeBetween(95, 100);
            assertThat(frames.get(90).position()).isGreaterThan(frames.get(20).position());
            assertThat(error).hasMessage(web.url("list.m3u8") + " sent no picture that can be decoded for 2 s");
        }
    }

    @Test
    void should_give_the_frames_of_a_growing_playlist_at_the_pace_at_which_they_were_taken() throws Exception {
        playlist(false, segment("0.ts", 50), segment("1.ts", 50), segment("2.ts", 50));

        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), OPTIONS)) {
            read(source, 1);
            long began = System.nanoTime();
            VideoFrame last = read(source, 60).get(59);

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(last.position().minusMillis(500));
            assertThat(last.position()).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void should_be_live_no_more_when_it_is_opened_again_after_the_playlist_ended() throws Exception {
        playlist(false, segment("0.ts", 25), segment("1.ts", 25), segment("2.ts", 25));
        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), OPTIONS)) {
            assertThat(source.info().live()).isTrue();
            playlist(true, "0.ts", "1.ts", "2.ts");
            List<VideoFrame> frames = new ArrayList<>();

            VisionException error = catchThrowableOfType(VisionException.class, () -> readInto(frames, source));

            assertThat(error).hasMessage(web.url("list.m3u8") + " stopped sending and closed the connection");
            assertThat(frames).hasSize(75);
        }
        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), OPTIONS)) {
            assertThat(source.info().live()).isFalse();
        }
    }

    @Test
    void should_say_that_the_web_server_is_gone() throws Exception {
        playlist(false, segment("0.ts", 25), segment("1.ts", 25), segment("2.ts", 25));

        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), IMPATIENT)) {
            web.close();

            VisionException error =
                    catchThrowableOfType(VisionException.class, () -> readInto(new ArrayList<>(), source));

            assertThat(error.getMessage())
                    .startsWith(web.url("list.m3u8") + " ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void should_tell_time_also_where_each_short_segment_begins_at_zero() throws Exception {
        playlist(true, segment("0.ts", 10), segment("1.ts", 10), segment("2.ts", 10));

        try (VideoSource source = new VideoEngine().open(web.url("list.m3u8"), new VideoOptions(5, 0, 90))) {
            List<VideoFrame> frames = all(source);

            assertThat(frames)
                    .extracting(frame -> frame.position().toMillis())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(frames).hasSizeBetween(6, 7);
        }
    }

    @ParameterizedTest(name = "as stream {0}")
    @ValueSource(ints = {256, 300})
    void should_say_that_a_camera_changed_its_codec(int pid) throws Exception {
        byte[] before = Files.readAllBytes(TestVideo.h264TransportStream().write(folder.resolve("0.ts"), 100));
        byte[] after = Files.readAllBytes(TestVideo.transportStream().pid(pid).write(folder.resolve("1.ts"), 100));
        try (MjpegServer camera = MjpegServer.start(viewer ->
                        viewer.text(TRANSPORT_STREAM).bytes(before).bytes(after).holdTheLine());
                VideoSource source = new VideoEngine().open(camera.url(), OPTIONS)) {
            List<VideoFrame> frames = new ArrayList<>();

            VisionException error = catchThrowableOfType(VisionException.class, () -> readInto(frames, source));

            assertThat(source.info().format()).isEqualTo("mpegts/h264");
            assertThat(source.info().live()).isTrue();
            assertThat(frames).as("less what the decoder keeps back").hasSizeBetween(80, 100);
            assertThat(error)
                    .hasMessage(camera.url() + " changed its codec from h264 to mpeg4; it must be opened anew");
        }
    }

    @Test
    void should_open_no_file_that_a_playlist_on_the_web_names() throws Exception {
        Path secret = TestVideo.transportStream().write(folder.resolve("secret.ts"), 25);
        playlist(true, "file://" + secret);

        VisionException error = catchThrowableOfType(
                VisionException.class, () -> new VideoEngine().open(web.url("list.m3u8"), OPTIONS));

        assertThat(error).hasMessageStartingWith(web.url("list.m3u8") + " ");
    }

    @Test
    void should_play_a_file_on_the_web_like_one_on_the_disk() throws Exception {
        TestVideo.mp4().framesPerSecond(25).write(folder.resolve("clip.mp4"), 30);

        try (VideoSource source = new VideoEngine().open(web.url("clip.mp4"), OPTIONS)) {
            assertThat(source.info().live()).isFalse();
            assertThat(source.info().frames()).hasValue(30);
            assertThat(source.info().duration()).contains(Duration.ofMillis(1200));
            assertThat(Frames.numbers(all(source)))
                    .isEqualTo(IntStream.range(0, 30).boxed().toList());
        }
    }

    /** In one step: the player may ask at any moment. */
    private void playlist(boolean finished, String... segments) throws Exception {
        StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n");
        for (String segment : segments) {
            list.append("#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\n").append(segment).append('\n');
        }
        list.append(finished ? "#EXT-X-ENDLIST\n" : "");
        Path draft = Files.writeString(folder.resolve("draft"), list);
        Files.move(draft, folder.resolve("list.m3u8"), StandardCopyOption.REPLACE_EXISTING);
    }

    private String segment(String name, int frames) throws Exception {
        TestVideo.transportStream().framesPerSecond(25).write(folder.resolve(name), frames);
        return name;
    }

    private static List<VideoFrame> all(VideoSource source) {
        List<VideoFrame> frames = new ArrayList<>();
        for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    private static List<VideoFrame> read(VideoSource source, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(source.next().orElseThrow());
        }
        return frames;
    }

    private static void readInto(List<VideoFrame> frames, VideoSource source) {
        while (true) {
            frames.add(source.next().orElseThrow());
        }
    }
}
