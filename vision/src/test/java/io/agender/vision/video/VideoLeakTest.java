package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.AnnotatedVideo;
import io.agender.vision.NativeMemory;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.export.Mp4VideoWriter;
import io.agender.vision.video.ffmpeg.FfmpegVideoSource;
import io.agender.vision.video.pictures.PictureFolderSource;
import io.agender.vision.video.scene.TestSceneSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources and writers as a whole: {@link FfmpegVideoSource}, {@link PictureFolderSource}, {@link TestSceneSource}, {@link
 * Mp4VideoWriter}.
 */
class VideoLeakTest {

    @TempDir
    Path folder;

    @Test
    void should_give_back_what_reading_a_video_takes() throws Exception {
        Path file = TestVideo.h264().size(160, 90).rotation(90).write(folder.resolve("clip.mp4"), 5);

        NativeMemory.shouldNotGrow(() -> Frames.all(file, new VideoOptions(15, 60, 90)));
    }

    @Test
    void should_give_back_what_walking_through_packets_takes() throws Exception {
        Path file = TestVideo.bare().size(160, 90).write(folder.resolve("clip.m4v"), 5);

        NativeMemory.shouldNotGrow(() -> Frames.all(file, VideoOptions.DEFAULTS));
    }

    @Test
    void should_give_back_what_a_source_takes_that_is_closed_early() throws Exception {
        Path file = TestVideo.h264().size(160, 90).write(folder.resolve("clip.mp4"), 5);

        NativeMemory.shouldNotGrow(() ->
                new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS).close());
    }

    @Test
    void should_give_back_what_refused_files_take() throws Exception {
        Path text = Files.writeString(folder.resolve("letter.mp4"), "Dear reader,\n".repeat(100));
        Path sound = TestVideo.soundOnly(folder.resolve("music.wav"));

        NativeMemory.shouldNotGrow(() -> {
            refused(text);
            refused(sound);
        });
    }

    @Test
    void should_give_back_what_reading_pictures_takes() throws Exception {
        Files.write(folder.resolve("1.jpg"), NumberedFrames.image(1, 200, 100).bytes());
        Files.write(folder.resolve("2.jpg"), NumberedFrames.image(2, 160, 90).bytes());

        NativeMemory.shouldNotGrow(() -> Frames.all(folder, new VideoOptions(0, 120, 90)));
    }

    @Test
    void should_give_back_what_a_test_scene_takes() {
        NativeMemory.shouldNotGrow(
                () -> Frames.all("test:faces?people=2&size=160x90&seconds=0.2&live=false", VideoOptions.DEFAULTS));
    }

    @Test
    void should_give_back_what_writing_a_video_takes() {
        Path file = folder.resolve("out.mp4");
        List<VideoFrame> frames = List.of(
                new VideoFrame(NumberedFrames.image(1, 161, 91), Duration.ZERO),
                new VideoFrame(NumberedFrames.image(2, 80, 80), Duration.ofMillis(100)));

        NativeMemory.shouldNotGrow(() -> {
            try (AnnotatedVideo video = new VideoEngine().create(file, 10)) {
                frames.forEach(frame -> video.write(frame, List.of()));
            }
        });
    }

    @Test
    void should_give_back_what_a_discarded_video_takes() {
        Path file = folder.resolve("out.mp4");
        VideoFrame frame = new VideoFrame(NumberedFrames.image(1, 160, 90), Duration.ZERO);

        NativeMemory.shouldNotGrow(() -> {
            AnnotatedVideo video = new VideoEngine().create(file, 10);
            video.write(frame, List.of());
            video.discard();
        });
    }

    @Test
    void should_outlive_the_scope_it_was_opened_in() throws Exception {
        Path file = TestVideo.h264().size(160, 90).rotation(90).write(folder.resolve("clip.mp4"), 5);
        VideoSource source;
        AnnotatedVideo video;
        try (PointerScope scope = new PointerScope()) {
            source = new VideoEngine().open(file.toString(), new VideoOptions(0, 60, 90));
            video = new VideoEngine().create(folder.resolve("out.mp4"), 10);
            video.write(source.next().orElseThrow(), List.of());
        }

        try (source;
                video) {
            video.write(source.next().orElseThrow(), List.of());
        }

        assertThat(Frames.all(folder.resolve("out.mp4"), VideoOptions.DEFAULTS)).hasSize(2);
    }

    private static void refused(Path file) {
        try {
            new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS).close();
        } catch (VisionException expected) {
            return;
        }
        throw new AssertionError(file + " was not refused");
    }
}
