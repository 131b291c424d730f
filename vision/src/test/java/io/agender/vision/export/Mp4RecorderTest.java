package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.video.NumberedFrames;
import io.agender.vision.video.ffmpeg.NativeLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JavaCV's recorder passes over is noticed. */
class Mp4RecorderTest {

    private static final CanvasSize SIZE = new CanvasSize(80, 48);

    @TempDir
    Path folder;

    @BeforeEach
    void silence() {
        NativeLog.silence();
    }

    @Test
    void should_notice_a_full_disk() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs a system with /dev/full");

        assertThatThrownBy(() -> {
                    try (Mp4Recorder recorder = Mp4Recorder.open(full, SIZE, 10);
                            Mat picture = NumberedFrames.paint(1, 80, 48)) {
                        recorder.write(picture, 0);
                        recorder.finish();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void should_notice_that_only_the_end_of_the_file_cannot_be_written() throws Exception {
        Mp4File file = Mp4File.open(folder.resolve("out.mp4"));

        try (Mp4Recorder recorder = Mp4Recorder.open(file, SIZE, 10);
                Mat picture = NumberedFrames.paint(1, 80, 48)) {
            recorder.write(picture, 0);
            file.close();
            assertThatThrownBy(recorder::finish).isInstanceOf(IOException.class).hasMessage("Stream Closed");
        }
    }

    @Test
    void should_notice_that_the_index_did_not_come_to_the_front() throws Exception {
        Path path = folder.resolve("out.mp4");

        try (Mp4Recorder recorder = Mp4Recorder.open(path, SIZE, 10);
                Mat picture = NumberedFrames.paint(1, 80, 48)) {
            recorder.write(picture, 0);
            Files.delete(path); // FFmpeg reads it again, by its name
            assertThatThrownBy(recorder::finish).isInstanceOf(IOException.class).hasMessage("its index is missing");
        }
    }
}
