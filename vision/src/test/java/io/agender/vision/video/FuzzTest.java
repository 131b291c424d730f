package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged videos and camera streams: the process lives, and every failure is a sentence. {@code -Dagender.fuzz.seed}
 * chooses other damage, {@code -Dagender.fuzz} how many of each; for many more than usual {@code
 * -Djunit.jupiter.execution.timeout.mode=disabled}. A thread of its own, for nothing interrupts a read of a file.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {

    private static final int COUNT = Integer.getInteger("agender.fuzz", 2_000);
    private static final long SEED = Long.getLong("agender.fuzz.seed", 1);

    /** More than any of the videos has, in case damage makes one endless. */
    private static final int MAX_FRAMES = 500;

    private static final VideoOptions IMPATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private final List<Path> videos = new ArrayList<>();
    private int whole;
    private int cut;
    private int refused;

    private record Kind(String name, TestVideo video) {}

    @BeforeEach
    void makeVideos() throws Exception {
        for (Kind kind : List.of(
                new Kind("a.mp4", TestVideo.mp4()),
                new Kind("b.mp4", TestVideo.h264()),
                new Kind("c.mkv", TestVideo.mkv()),
                new Kind("d.avi", TestVideo.avi()),
                new Kind("e.ts", TestVideo.transportStream()),
                new Kind("f.gif", TestVideo.gif()),
                new Kind("g.m4v", TestVideo.bare()))) {
            videos.add(kind.video().write(folder.resolve(kind.name()), 12));
        }
    }

    @Test
    void should_say_a_sentence_about_every_damaged_video() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(SEED * 1_000_003 + i);
            Path video = videos.get(random.nextInt(videos.size()));
            byte[] bytes = Mutation.of(Files.readAllBytes(video), random);
            Path damaged = Files.write(folder.resolve("damaged-" + video.getFileName()), bytes);

            read(damaged.toString(), i, VideoOptions.DEFAULTS);
        }
        report("videos");
    }

    @Test
    void should_say_a_sentence_about_every_damaged_camera_stream() throws Exception {
        byte[] stream = stream();
        for (int i = 0; i < COUNT; i++) {
            byte[] damaged = Mutation.of(stream, new Random(SEED * 1_000_033 + i));
            try (MjpegServer camera = MjpegServer.start(viewer -> viewer.bytes(damaged))) {
                read(camera.url(), i, IMPATIENT);
            }
        }
        report("streams");
    }

    private static byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(ascii("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"));
        for (int i = 0; i < 12; i++) {
            byte[] picture = NumberedFrames.image(i, 160, 96).bytes();
            stream.writeBytes(
                    ascii("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n"));
            stream.writeBytes(picture);
            stream.writeBytes(ascii("\r\n"));
        }
        return stream.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void read(String location, int number, VideoOptions options) {
        int frames = 0;
        try (VideoSource source = new VideoEngine().open(location, options)) {
            requireSense(source.info(), number);
            Duration last = Duration.ZERO;
            // A single picture is asked for again for as long as it is there.
            int most = source.info().format().startsWith("snapshot/") ? 1 : MAX_FRAMES;
            Optional<VideoFrame> frame = source.next();
            while (frame.isPresent()) {
                frames++;
                assertThat(frame.get().position())
                        .as("position, number " + number)
                        .isGreaterThanOrEqualTo(last);
                last = frame.get().position();
                frame = frames < most ? source.next() : Optional.empty();
            }
            whole++;
        } catch (VisionException e) {
            assertThat(e.getMessage())
                    .as("number " + number)
                    .contains(location)
                    .doesNotContain("\n", "Exception", "null")
                    .hasSizeLessThan(300);
            cut += frames > 0 ? 1 : 0;
            refused += frames > 0 ? 0 : 1;
        } catch (RuntimeException e) {
            throw new AssertionError("number " + number + " of seed " + SEED, e);
        }
    }

    private static void requireSense(VideoInfo info, int number) {
        assertThat(info.width()).as("width, number " + number).isPositive();
        assertThat(info.height()).as("height, number " + number).isPositive();
        assertThat(info.framesPerSecond())
                .as("rate, number " + number)
                .isNotNegative()
                .isFinite();
        info.duration().ifPresent(length -> assertThat(length).isPositive());
        info.frames().ifPresent(frames -> assertThat(frames).isPositive());
    }

    private void report(String what) {
        System.out.println(COUNT + " damaged " + what + ", seed " + SEED + ": " + whole + " read to an end, " + cut
                + " broke off with a sentence, " + refused + " refused with one");
        assertThat(whole + cut + refused).isEqualTo(COUNT);
        assertThat(whole + cut).as("from which frames came").isGreaterThan(COUNT / 4);
        assertThat(refused).as("refused").isPositive();
    }
}
