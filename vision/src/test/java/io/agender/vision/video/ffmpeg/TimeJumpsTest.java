package io.agender.vision.video.ffmpeg;

import static io.agender.vision.video.Frames.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.HttpFolder;
import io.agender.vision.video.TestVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings whose clock jumps, and those without one. */
class TimeJumpsTest {

    private static final int RATE = 25;

    /** Where the counter of MPEG's transport streams begins again: 2^33 ticks, of which there are 90 000 a second. */
    private static final int COUNTER_ENDS = (int) ((1L << 33) / 90_000);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "second {0}, then second {1}, then second {2}")
    @CsvSource({"5000, 90000, 5000", "90000, 5, 40000", "0, 12, 5000", "0, 0, 0"})
    void should_go_on_at_the_frame_rate_through_joined_recordings(int first, int second, int third) throws Exception {
        Path joined = joined(segment("1.ts", first), segment("2.ts", second), segment("3.ts", third));

        shouldLast(joined, 75);
    }

    @Test
    void should_go_on_where_the_counter_of_a_transport_stream_begins_again() throws Exception {
        int from = COUNTER_ENDS - 70;
        Path file = TestVideo.transportStream().framesPerSecond(1).write(folder.resolve("long.ts"), from(from, 100));

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS)))
                .isEqualTo(LongStream.range(0, 100).map(i -> i * 1000).boxed().toList());
    }

    @Test
    void should_go_on_through_joined_program_streams() throws Exception {
        Path first = TestVideo.programStream().framesPerSecond(RATE).write(folder.resolve("1.mpg"), 25);
        Path second =
                TestVideo.programStream().framesPerSecond(RATE).write(folder.resolve("2.mpg"), from(600 * RATE, 25));

        shouldLast(joined(first, second), 50);
    }

    @ParameterizedTest(name = "over HTTP: {0}, marked: {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void should_go_on_through_the_segments_of_a_playlist(boolean web, boolean marked) throws Exception {
        segment("1.ts", 5000);
        segment("2.ts", 10);
        segment("3.ts", 70_000);
        String mark = marked ? "#EXT-X-DISCONTINUITY\n" : "";
        Path list = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n1.ts\n" + mark
                        + "#EXTINF:1.0,\n2.ts\n" + mark + "#EXTINF:1.0,\n3.ts\n#EXT-X-ENDLIST\n");

        try (HttpFolder server = HttpFolder.serve(folder)) {
            String location = web ? server.url("list.m3u8") : list.toString();
            assertThat(millis(Frames.all(location, VideoOptions.DEFAULTS))).isEqualTo(steps(75));
            assertThat(info(location).duration()).contains(Duration.ofSeconds(3));
            assertThat(info(location).framesPerSecond()).isCloseTo(RATE, within(0.5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gap.mkv", "gap.mp4"})
    void should_keep_the_pauses_of_recordings_whose_clock_does_not_jump(String name) throws Exception {
        TestVideo kind = name.endsWith("mp4") ? TestVideo.mp4() : TestVideo.mkv();
        Path file = kind.framesPerSecond(10).write(folder.resolve(name), new int[] {0, 1, 2, 903, 904});

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS))).containsExactly(0L, 100L, 200L, 90_300L, 90_400L);
    }

    @Test
    void should_keep_short_pauses_of_recordings_whose_clock_may_jump() throws Exception {
        Path file = TestVideo.transportStream()
                .framesPerSecond(10)
                .write(folder.resolve("gap.ts"), new int[] {0, 1, 2, 93, 94});

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS))).containsExactly(0L, 100L, 200L, 9_300L, 9_400L);
        assertThat(info(file.toString()).duration().orElseThrow().toMillis()).isBetween(9_400L, 9_500L);
    }

    static Stream<Arguments> withoutContainer() {
        return Stream.of(
                Arguments.of("clip.m4v", 10, TestVideo.bare()),
                Arguments.of("ntsc.m4v", 30_000 / 1_001.0, TestVideo.bare()),
                Arguments.of("clip.m2v", 50, TestVideo.bareMpeg2()));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("withoutContainer")
    void should_take_the_rate_of_the_headers_where_there_is_no_container(String name, double rate, TestVideo kind)
            throws Exception {
        Path file = kind.framesPerSecond(rate).write(folder.resolve(name), 30);

        List<Long> times = millis(Frames.all(file, VideoOptions.DEFAULTS));

        assertThat(times).hasSize(30);
        assertThat(times.get(29)).isCloseTo(Math.round(29_000 / rate), within(1L));
        VideoInfo info = info(file.toString());
        assertThat(info.framesPerSecond()).isCloseTo(rate, within(0.01));
        assertThat(info.frames()).hasValue(30);
        assertThat(info.duration().orElseThrow().toMillis()).isCloseTo(Math.round(30_000 / rate), within(1L));
        assertThat(info.notes()).isEmpty();
    }

    /** Two ticks a frame; the encoder itself writes no rate. */
    @Test
    void should_take_the_rate_of_h264s_own_headers() throws Exception {
        Path silent = TestVideo.bareH264().framesPerSecond(10).write(folder.resolve("silent.h264"), 30);
        Path file = Remux.filtered(folder.resolve("clip.h264"), silent, "h264_metadata=tick_rate=24");

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS)))
                .isEqualTo(LongStream.range(0, 30)
                        .map(i -> Math.round(i * 1e6 / 12) / 1000)
                        .boxed()
                        .toList());
        assertThat(info(file.toString()).framesPerSecond()).isEqualTo(12);
        assertThat(info(file.toString()).duration()).contains(Duration.ofMillis(2_500));
    }

    static Stream<Arguments> withoutRate() {
        return Stream.of(
                Arguments.of("clip.mjpeg", TestVideo.barePictures()), Arguments.of("clip.h264", TestVideo.bareH264()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutRate")
    void should_say_that_a_rate_is_assumed_where_nothing_states_one(String name, TestVideo kind) throws Exception {
        Path file = kind.framesPerSecond(10).write(folder.resolve(name), 30);

        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS))).isEqualTo(steps(30));
        assertThat(info(file.toString()).notes())
                .containsExactly("it states no frame rate; 25 frames a second are assumed");
    }

    private void shouldLast(Path file, int frames) {
        List<Long> times = millis(Frames.all(file, VideoOptions.DEFAULTS));
        assertThat(times).hasSize(frames);
        for (int i = 0; i < frames; i++) {
            assertThat(times.get(i)).isCloseTo(i * 1000L / RATE, within(3L)); // the rounding of the container
        }
        VideoInfo info = info(file.toString());
        assertThat(info.frames()).hasValue(frames);
        assertThat(info.framesPerSecond()).isCloseTo(RATE, within(1.5)); // some frames have no times
        assertThat(info.duration().orElseThrow().toMillis()).isCloseTo(frames * 1000L / RATE, within(85L));
    }

    private Path segment(String name, int second) throws Exception {
        return TestVideo.transportStream().framesPerSecond(RATE).write(folder.resolve(name), from(second * RATE, 25));
    }

    private Path joined(Path... parts) throws Exception {
        Path joined = folder.resolve("joined" + parts[0].getFileName());
        for (Path part : parts) {
            Files.write(joined, Files.readAllBytes(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return joined;
    }

    private static int[] from(int first, int frames) {
        return IntStream.range(first, first + frames).toArray();
    }

    private static List<Long> steps(int frames) {
        return LongStream.range(0, frames).map(i -> i * 1000 / RATE).boxed().toList();
    }

    private static VideoInfo info(String location) {
        try (VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            return source.info();
        }
    }
}
