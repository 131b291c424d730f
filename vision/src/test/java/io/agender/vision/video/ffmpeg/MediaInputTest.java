package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;

import io.agender.vision.VisionException;
import io.agender.vision.video.TestVideo;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaInputTest {

    @TempDir
    Path folder;

    @Test
    void should_not_take_a_file_that_the_disk_gives_no_more_of_for_one_that_ends() throws Exception {
        Path file = TestVideo.mkv().write(folder.resolve("clip.mkv"), 12);
        try (MediaInput input = MediaInput.open(InputAddress.file(file, "clip.mkv"), Duration.ofSeconds(1))) {
            assertThat(input.read()).isNotNull();
            input.context().pb().error(AVERROR_EIO()); // as FFmpeg notes a read that failed

            assertThatThrownBy(() -> readToTheEnd(input))
                    .isInstanceOf(VisionException.class)
                    .hasMessage("clip.mkv cannot be read any further: Input/output error");
        }
    }

    private static void readToTheEnd(MediaInput input) {
        while (input.read() != null) {
            // the packets do not matter
        }
    }
}
