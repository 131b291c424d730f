package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.vision.HardwareDecoder;
import io.agender.vision.HardwareDecoder.Api;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.TestVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What a machine without such hardware can show: that it is asked for, and that nothing is lost by its refusal. */
class HardwareDecodingTest {

    private static final int FRAMES = 20;

    private final Logger log = (Logger) LoggerFactory.getLogger(FfmpegVideoSource.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @ParameterizedTest
    @EnumSource(value = Api.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void should_decode_every_frame_and_say_once_when_the_hardware_is_not_here(Api api) throws Exception {
        Path clip = TestVideo.h264().write(folder.resolve("clip.mp4"), FRAMES);
        List<VideoFrame> frames = frames(clip, new HardwareDecoder(api, ""));

        assertThat(frames).hasSize(FRAMES);
        assumeFalse(mayHaveHardware(), "this machine may have it, and its pictures need not be the same to the byte");
        assertThat(pictures(frames)).containsExactlyElementsOf(pictures(frames(clip, HardwareDecoder.NONE)));
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith(clip + " is decoded by the processor, not by " + api + ": ");
        });
    }

    @Test
    void should_name_the_device_that_can_not_be_opened() throws Exception {
        Path clip = TestVideo.h264().write(folder.resolve("clip.mp4"), FRAMES);

        frames(clip, new HardwareDecoder(Api.VAAPI, "/dev/dri/nowhere"));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("/dev/dri/nowhere can't be opened: ");
    }

    @Test
    void should_say_that_hardware_does_not_know_a_codec() throws Exception {
        Path clip = TestVideo.mkv().write(folder.resolve("clip.mkv"), FRAMES);

        assertThat(frames(clip, new HardwareDecoder(Api.VAAPI, ""))).hasSize(FRAMES);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        clip + " is decoded by the processor, not by VAAPI: FFmpeg has no decoder of ffv1 for it");
    }

    private static boolean mayHaveHardware() {
        return !System.getProperty("os.name").equals("Linux")
                || Files.exists(Path.of("/dev/dri"))
                || Files.exists(Path.of("/dev/nvidiactl"));
    }

    private static List<VideoFrame> frames(Path clip, HardwareDecoder decoder) {
        List<VideoFrame> frames = new ArrayList<>();
        try (VideoSource source =
                new VideoEngine().open(clip.toString(), VideoOptions.DEFAULTS.withHardware(decoder))) {
            for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    private static List<byte[]> pictures(List<VideoFrame> frames) {
        return frames.stream().map(frame -> frame.image().bytes()).toList();
    }
}
