package io.agender.launcher.live;

import static io.agender.launcher.live.LiveRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.VideoFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveVideosTest {

    @TempDir
    Path folder;

    @Test
    void should_begin_a_file_for_each_stream_and_each_tenth_of_what_it_may_have() throws IOException {
        LiveVideos videos = open(1_000);
        draw(videos, "first", NOON, 60);
        draw(videos, "first", NOON.plusSeconds(1), 60);
        draw(videos, "first", NOON.plusSeconds(2), 10);
        draw(videos, "second", NOON.plusSeconds(3), 10);
        videos.complete();

        assertThat(names())
                .containsExactly(
                        "lobby-2026-05-01T12-00-00Z.mp4",
                        "lobby-2026-05-01T12-00-02Z.mp4",
                        "lobby-2026-05-01T12-00-03Z.mp4");
    }

    @Test
    void should_delete_the_oldest_and_nothing_else() throws IOException {
        Files.writeString(folder.resolve("lobby-summer.mp4"), "somebody's".repeat(1_000));
        LiveVideos videos = open(1_000);
        for (int second = 0; second < 30; second++) {
            draw(videos, "stream", NOON.plusSeconds(second), 100);
        }
        videos.complete();

        assertThat(names()).hasSize(11).contains("lobby-summer.mp4", "lobby-2026-05-01T12-00-29Z.mp4");
        assertThat(names()).doesNotContain("lobby-2026-05-01T12-00-19Z.mp4");
    }

    @Test
    void should_remove_what_a_killed_run_has_left() throws IOException {
        Files.writeString(folder.resolve("lobby-2026-05-01T12-00-00Z.mp4.part"), "half a video");
        open(1_000);

        assertThat(names()).isEmpty();
    }

    @Test
    void should_begin_a_file_each_day() throws IOException {
        LiveVideos videos = open(1_000);
        draw(videos, "stream", NOON, 1);
        draw(videos, "stream", NOON.plus(Duration.ofHours(23)), 1);
        draw(videos, "stream", NOON.plus(Duration.ofHours(24)), 1);
        videos.complete();

        assertThat(names()).containsExactly("lobby-2026-05-01T12-00-00Z.mp4", "lobby-2026-05-02T12-00-00Z.mp4");
    }

    @Test
    void should_write_video_of_a_camera_that_tells_no_rate() {
        List<Double> rates = new ArrayList<>();
        LiveVideos videos = new LiveVideos(
                folder,
                1_000,
                (file, rate) -> {
                    rates.add(rate);
                    return new GrowingFile(file);
                },
                camera -> 0,
                List.of("lobby"));
        draw(videos, "stream", NOON, 1);

        assertThat(rates).containsExactly(25.0);
    }

    private LiveVideos open(long bytes) {
        return new LiveVideos(folder, bytes, (file, rate) -> new GrowingFile(file), camera -> 10, List.of("lobby"));
    }

    private static void draw(LiveVideos videos, String stream, Instant time, int bytes) {
        Frame frame = Frame.newBuilder()
                .setCameraId("lobby")
                .setStreamId(stream)
                .setSequence(0)
                .setCapturedAt(time)
                .setWidth(64)
                .setHeight(48)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[1]))
                .build();
        ((GrowingFile) videos.of(frame).video()).grow(bytes);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** As a video does, it grows beside its place. */
    private record GrowingFile(Path file) implements AnnotatedVideo {

        private Path part() {
            return file.resolveSibling(file.getFileName() + ".part");
        }

        void grow(int bytes) {
            try {
                Files.write(part(), new byte[bytes], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(VideoFrame frame, List<AnalyzedFace> faces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            try {
                Files.move(part(), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void discard() {
            throw new UnsupportedOperationException();
        }
    }
}
