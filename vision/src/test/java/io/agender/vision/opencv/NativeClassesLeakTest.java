package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.NativeMemory;
import io.agender.vision.VideoOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes behind video files, each by itself: opened, used and closed a few hundred times, it leaves the memory as it
 * was. Sources and writers as a whole are in {@link VideoLeakTest}.
 */
class NativeClassesLeakTest {

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
    void should_give_back_what_a_bgr_converter_takes() {
        shouldNotGrow(() -> {
            AVFrame frame = frame();
            try (BgrConverter converter = new BgrConverter()) {
                converter.convert(frame);
                converter.convert(frame);
            } finally {
                av_frame_free(frame);
            }
        });
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

    @Test
    void should_give_back_what_a_frame_encoder_takes() {
        shouldNotGrow(() -> {
            try (FrameEncoder encoder = new FrameEncoder(VideoOptions.USUAL_QUALITY)) {
                encoder.encode(picture(), FrameShape.of(WIDTH, HEIGHT, 1, new Upright(true, 1), 100));
            }
        });
    }

    @Test
    void should_give_back_what_an_input_its_decoder_and_its_frames_take() throws Exception {
        Path file = TestVideo.h264().size(WIDTH, HEIGHT).write(folder.resolve("a.mp4"), 3);
        InputAddress address = InputAddress.file(file, file.toString());
        shouldNotGrow(() -> {
            try (MediaInput input = MediaInput.open(address, VideoOptions.USUAL_STALL_TIMEOUT);
                    VideoDecoder decoder = VideoDecoder.open(input.video(), VideoOptions.USUAL_MAX_PIXELS);
                    FrameFinisher finisher = new FrameFinisher(false, VideoOptions.DEFAULTS, input.trouble())) {
                decoder.forgetRate();
                StreamFacts.of(input, address.url());
                for (AVPacket packet = input.read(); packet != null; packet = input.read()) {
                    decoder.send(packet);
                    finish(decoder, finisher);
                }
                decoder.drain();
                finish(decoder, finisher);
            }
        });
    }

    private static void finish(VideoDecoder decoder, FrameFinisher finisher) {
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
            finisher.finish(frame, decoder.upright());
        }
    }

    @Test
    void should_give_back_what_a_walk_through_packets_takes() throws Exception {
        String url = "file:" + TestVideo.mp4().size(WIDTH, HEIGHT).write(folder.resolve("a.mp4"), 3);
        assertThat(PacketScan.of(url).stream(0).packets()).isEqualTo(3);

        shouldNotGrow(() -> {
            PacketScan.of(url);
            PacketScan.of("file:" + folder.resolve("nowhere.mp4"));
        });
    }

    @Test
    void should_give_back_what_a_watch_takes() {
        shouldNotGrow(() -> {
            try (ReadWatch watch = new ReadWatch()) {
                watch.arm(Duration.ofSeconds(1));
                watch.expired();
            }
        });
    }

    @Test
    void should_give_back_what_the_figure_of_the_test_scene_takes() {
        TestScene scene = TestScene.parse("test:faces?people=1&size=322x182");
        shouldNotGrow(() -> {
            try (TestFigure figure = TestFigure.load()) {
                figure.draw(TestFigure.room(WIDTH, HEIGHT), scene.poses(0).get(0));
            }
        });
    }
}
