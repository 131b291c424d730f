package io.agender.vision.export;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.NativeMemory;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes behind an annotated video, each by itself: opened, used and closed a few hundred times, it leaves the memory
 * as it was.
 */
class ExportLeakTest {

    private static final int WIDTH = 322;
    private static final int HEIGHT = 182;
    private static final CanvasSize SIZE = CanvasSize.of(WIDTH, HEIGHT);

    @TempDir
    private Path folder;

    private interface Use {
        void run() throws Exception;
    }

    private static void shouldNotGrow(Use use) {
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                use.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Mat picture() {
        return new Mat(HEIGHT, WIDTH, CV_8UC3, Scalar.all(90));
    }

    @Test
    void should_give_back_what_a_recorder_takes_whether_it_finished_or_not() {
        Path file = folder.resolve("a.mp4");
        shouldNotGrow(() -> {
            try (Mp4Recorder recorder = Mp4Recorder.open(file, SIZE, 25)) {
                recorder.write(picture(), 0);
                recorder.write(picture(), 1);
                recorder.finish();
            }
            try (Mp4Recorder recorder = Mp4Recorder.open(Mp4File.open(file), SIZE, 25)) {
                recorder.write(picture(), 0);
            }
        });
    }

    @Test
    void should_give_back_what_a_canvas_takes() {
        shouldNotGrow(() -> {
            try (Canvas canvas = new Canvas(new CanvasSize(640, 480))) {
                canvas.fit(picture());
                canvas.fit(new Mat(700, 200, CV_8UC3, Scalar.all(90)));
            }
        });
    }
}
