package io.agender.vision.video.pictures;

import static io.agender.vision.video.Frames.millis;
import static io.agender.vision.video.Frames.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.NumberedFrames;
import io.agender.vision.video.TestVideo;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TestPictures that move, whatever the ending of their names. */
class AnimationsTest {

    private static final int WIDE = 80;
    private static final int HIGH = 48;

    /** Flags of a frame: erased afterwards; drawn without regard to what lies below. */
    private static final int ERASED = 1;

    private static final int OPAQUE = 2;

    @TempDir
    Path folder;

    @Test
    void should_give_all_frames_of_an_animated_png() throws Exception {
        Path file = TestVideo.animatedPng().framesPerSecond(10).write(folder.resolve("clip.png"), 12);

        assertThat(numbers(Frames.all(file, VideoOptions.DEFAULTS))).isEqualTo(upTo(12));
        assertThat(millis(Frames.all(file, VideoOptions.DEFAULTS)))
                .isEqualTo(upTo(12).stream().map(i -> i * 100L).toList());
        assertThat(info(file).format()).isEqualTo("apng/apng");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.webp", "clip.png", "clip"})
    void should_give_all_frames_of_an_animated_webp(String name) throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 5; i++) {
            frames.writeBytes(frame(numbered(i), 0, 0, WIDE, HIGH, 40 * (i + 1), 0));
        }
        Path file = webp(name, frames.toByteArray());

        List<VideoFrame> all = Frames.all(file, VideoOptions.DEFAULTS);

        assertThat(numbers(all)).isEqualTo(upTo(5));
        assertThat(millis(all)).containsExactly(0L, 40L, 120L, 240L, 400L);
        VideoInfo info = info(file);
        assertThat(info.format()).isEqualTo("webp/animation");
        assertThat(info.frames()).hasValue(5);
        assertThat(info.duration()).contains(Duration.ofMillis(600));
        assertThat(info.width()).isEqualTo(WIDE);
        assertThat(info.height()).isEqualTo(HIGH);
        assertThat(info.live()).isFalse();
        assertThat(millis(Frames.all(file, new VideoOptions(5, 40, 90)))).containsExactly(0L, 240L, 400L);
    }

    /** Red; a green quarter over it; that again, half transparent blue; gone; and a transparent place. */
    @Test
    void should_draw_the_frames_of_a_webp_over_each_other() throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(frame(colour(0, 0, 255, 255, WIDE, HIGH), 0, 0, WIDE, HIGH, 100, 0));
        frames.writeBytes(frame(colour(0, 255, 0, 255, 40, 24), 40, 24, 40, 24, 100, 0));
        frames.writeBytes(frame(colour(255, 0, 0, 128, 40, 24), 40, 24, 40, 24, 100, ERASED));
        frames.writeBytes(frame(colour(255, 255, 255, 255, 2, 2), 0, 0, 2, 2, 100, 0));
        frames.writeBytes(frame(colour(0, 0, 0, 0, WIDE, HIGH), 0, 0, WIDE, HIGH, 100, OPAQUE));
        List<VideoFrame> all = Frames.all(webp("a.webp", frames.toByteArray()), new VideoOptions(0, 0, 100));

        assertThat(corner(all.get(0))).containsExactly(0, 0, 255);
        assertThat(corner(all.get(1))).containsExactly(0, 255, 0);
        assertThat(Frames.pixel(all.get(1).image(), 10, 10)).containsExactly(0, 0, 255);
        assertThat(corner(all.get(2))).containsExactly(128, 127, 0);
        assertThat(corner(all.get(3))).containsExactly(0, 0, 0);
        assertThat(Frames.pixel(all.get(3).image(), 10, 10)).containsExactly(0, 0, 255);
        assertThat(Frames.pixel(all.get(4).image(), 10, 10)).containsExactly(0, 0, 0);
    }

    private static int[] corner(VideoFrame frame) {
        return Frames.pixel(frame.image(), WIDE - 5, HIGH - 5);
    }

    @Test
    void should_pass_over_a_damaged_frame_of_a_webp_and_count_it() throws Exception {
        byte[] damaged = frame(numbered(1), 0, 0, WIDE, HIGH, 100, 0);
        Arrays.fill(damaged, 32, damaged.length, (byte) 7);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(frame(numbered(0), 0, 0, WIDE, HIGH, 100, 0));
        frames.writeBytes(damaged);
        frames.writeBytes(frame(numbered(2), 20, 0, WIDE, HIGH, 100, 0)); // beside the canvas
        frames.writeBytes(frame(numbered(3), 0, 0, WIDE, HIGH, 100, 0));
        Path file = webp("a.webp", frames.toByteArray());

        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            assertThat(source.next().orElseThrow().position()).isZero();
            assertThat(source.unreadable()).isZero();
            assertThat(source.next().orElseThrow().position()).isEqualTo(Duration.ofMillis(300));
            assertThat(source.unreadable()).isEqualTo(2);
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void should_give_the_frames_before_the_cut_of_a_webp() throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            frames.writeBytes(frame(numbered(i), 0, 0, WIDE, HIGH, 100, 0));
        }
        byte[] bytes = Files.readAllBytes(webp("a.webp", frames.toByteArray()));
        Path cut = Files.write(folder.resolve("cut.webp"), Arrays.copyOf(bytes, bytes.length - 30));

        assertThat(numbers(Frames.all(cut, VideoOptions.DEFAULTS))).isEqualTo(upTo(3));
    }

    @Test
    void should_refuse_a_webp_without_frames_or_of_too_many_pixels() throws Exception {
        Path empty = webp("empty.webp", new byte[0]);
        Path large = webp("large.webp", frame(numbered(0), 0, 0, WIDE, HIGH, 100, 0));

        assertThatThrownBy(() -> Frames.all(empty, VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("holds no frame that can be decoded");
        assertThatThrownBy(() -> Frames.all(large, VideoOptions.DEFAULTS.withMaxPixels(WIDE * HIGH - 1)))
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("has pictures of 80 x 48 pixels, more than the 3839");
    }

    @Test
    void should_note_that_a_folder_gives_the_first_picture_of_an_animation() throws Exception {
        webp("1.webp", frame(numbered(6), 0, 0, WIDE, HIGH, 100, 0));
        Files.write(folder.resolve("2.png"), NumberedFrames.image(7, WIDE, HIGH).bytes());

        assertThat(numbers(Frames.all(folder, VideoOptions.DEFAULTS))).containsExactly(6, 7);
        assertThat(info(folder).notes())
                .containsExactly("the first picture holds several, of which the first is taken");
    }

    @Test
    void should_give_back_what_a_WebpAnimationSource_takes() throws Exception {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(frame(colour(0, 0, 255, 255, WIDE, HIGH), 0, 0, WIDE, HIGH, 100, 0));
        frames.writeBytes(frame(colour(255, 0, 0, 128, 40, 24), 40, 24, 40, 24, 100, ERASED));
        Path file = webp("a.webp", frames.toByteArray());
        Path empty = webp("empty.webp", new byte[0]);

        NativeMemory.shouldNotGrow(() -> {
            try (VideoSource source = WebpAnimationSource.open(file, file.toString(), new VideoOptions(0, 40, 90))) {
                while (source.next().isPresent()) {}
            }
            try {
                WebpAnimationSource.open(empty, "empty", VideoOptions.DEFAULTS).close();
            } catch (VisionException expected) {
                return;
            }
            throw new AssertionError("an animation without frames was opened");
        });
    }

    private static byte[] numbered(int number) {
        try (PointerScope scope = new PointerScope()) {
            return TestPictures.encode(".webp", NumberedFrames.paint(number, WIDE, HIGH));
        }
    }

    private static byte[] colour(int blue, int green, int red, int opacity, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            return TestPictures.webp(new Mat(height, width, CV_8UC4, new Scalar(blue, green, red, opacity)), 101);
        }
    }

    /** A still picture as a frame of an animation (RFC 9649, 2.7.1.1). */
    private static byte[] frame(byte[] still, int x, int y, int width, int height, int millis, int flags) {
        int from = new String(still, 12, 4, StandardCharsets.ISO_8859_1).equals("VP8X") ? 30 : 12;
        int size = 16 + still.length - from;
        ByteBuffer out = ByteBuffer.allocate(8 + size + size % 2).order(ByteOrder.LITTLE_ENDIAN);
        out.put("ANMF".getBytes(StandardCharsets.ISO_8859_1)).putInt(size);
        for (int number : new int[] {x / 2, y / 2, width - 1, height - 1, millis}) {
            out.putShort((short) number).put((byte) (number >> 16));
        }
        return out.put((byte) flags).put(still, from, still.length - from).array();
    }

    private Path webp(String name, byte[] frames) throws Exception {
        int length = 12 + 18 + 14 + frames.length;
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(length - 8);
        out.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(2 | 16);
        out.putShort((short) (WIDE - 1))
                .put((byte) 0)
                .putShort((short) (HIGH - 1))
                .put((byte) 0);
        out.put("ANIM".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(6)
                .putInt(0)
                .putShort((short) 0);
        return Files.write(folder.resolve(name), out.put(frames).array());
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static VideoInfo info(Path file) {
        try (VideoSource source = new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS)) {
            return source.info();
        }
    }
}
