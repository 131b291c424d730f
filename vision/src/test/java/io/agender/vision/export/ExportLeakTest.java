package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.NativeMemory;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
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

    /** With buffers of its own, as a decoder gives it. */
    private static AVFrame frame() {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(WIDTH);
        frame.height(HEIGHT);
        assertThat(av_frame_get_buffer(frame, 0)).isZero();
        return frame;
    }

    @Test
    void should_give_back_what_a_yuv_converter_takes() {
        shouldNotGrow(() -> {
            AVFrame frame = frame();
            try (YuvConverter converter = new YuvConverter()) {
                converter.convert(picture(), frame);
                converter.convert(picture(), frame);
            } finally {
                av_frame_free(frame);
            }
        });
    }

    @Test
    void should_give_back_what_an_opened_codec_takes() {
        shouldNotGrow(() -> avcodec_free_context(H264Codec.open(SIZE, 25)));
    }

    @Test
    void should_give_back_what_an_encoder_takes_whether_it_finished_or_not() {
        Path file = folder.resolve("a.mp4");
        shouldNotGrow(() -> {
            try (Mp4Encoder encoder = Mp4Encoder.open(file, SIZE, 25)) {
                encoder.write(picture(), 0);
                encoder.finish();
            }
            try (Mp4Encoder encoder = Mp4Encoder.open(file, SIZE, 25)) {
                encoder.write(picture(), 0);
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
