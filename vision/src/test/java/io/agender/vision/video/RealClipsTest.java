package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths are relative to the module's folder. */
class RealClipsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "../samples/lobby.mp4, mp4/h264, 300, 640, 360, 10",
        "../samples/door.mp4, mp4/h264, 200, 480, 270, 12.5",
        "../../shared/data/video/agender-input1.gif, gif/gif, 70, 400, 225, 10",
        "../../shared/data/video/face-demographics-walking-and-pause.gif, gif/gif, 41, 480, 270, 0",
        "../../shared/data/video/face-demographics-walking.gif, gif/gif, 0, 480, 270, 0",
        "../../shared/data/video/classroom.gif, gif/gif, 0, 480, 270, 0",
    })
    void should_read_every_frame_within_the_stated_length(
            String name, String format, int count, int width, int height, double rate) {
        Path file = Path.of(name);
        assumeTrue(Files.exists(file), "this checkout has no " + name);

        List<VideoFrame> frames = Frames.all(file, VideoOptions.DEFAULTS);

        try (VideoSource source = new VideoEngine().open(name, VideoOptions.DEFAULTS)) {
            VideoInfo info = source.info();
            assertThat(info.format()).isEqualTo(format);
            assertThat(info.width()).isEqualTo(width);
            assertThat(info.height()).isEqualTo(height);
            assertThat(info.frames()).hasValue(frames.size());
            Duration last = frames.get(frames.size() - 1).position();
            assertThat(info.duration().orElseThrow()).isBetween(last.plusMillis(1), last.plusSeconds(1));
            if (rate > 0) {
                assertThat(info.framesPerSecond()).isCloseTo(rate, within(1e-6));
            }
        }
        if (count > 0) {
            assertThat(frames).hasSize(count);
        }
        assertThat(frames).isNotEmpty().allSatisfy(frame -> {
            assertThat(frame.image().width()).isEqualTo(width);
            assertThat(frame.image().height()).isEqualTo(height);
        });
        assertThat(frames).extracting(VideoFrame::position).isSorted().doesNotHaveDuplicates();
    }
}
