package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.HardwareDecoder;
import io.agender.vision.NativeMemory;
import io.agender.vision.VideoOptions;
import io.agender.vision.image.Orientation;
import io.agender.vision.video.FrameEncoder;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.TestVideo;
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
 * was. Sources and writers as a whole are in {@code VideoLeakTest}.
 */
class NativeClassesLeakTest {

    private static final int WIDTH = 322;
    private static final int HEIGHT = 182;

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
    void should_give_back_what_a_frame_encoder_takes() {
        shouldNotGrow(() -> {
            try (FrameEncoder encoder = new FrameEncoder(VideoOptions.DEFAULT_QUALITY)) {
                encoder.encode(picture(), FrameShape.of(WIDTH, HEIGHT, 1, new Orientation(true, 1), 100));
            }
        });
    }

    @Test
    void should_give_back_what_an_input_its_decoder_and_its_frames_take() throws Exception {
        Path file = TestVideo.h264().size(WIDTH, HEIGHT).write(folder.resolve("a.mp4"), 3);
        InputAddress address = InputAddress.file(file, file.toString());
        shouldNotGrow(() -> {
            try (MediaInput input = MediaInput.open(address, VideoOptions.DEFAULT_STALL_TIMEOUT);
                    VideoDecoder decoder =
                            VideoDecoder.open(input.video(), VideoOptions.DEFAULT_MAX_PIXELS, HardwareDecoder.NONE);
                    FrameFinisher finisher = new FrameFinisher(false, VideoOptions.DEFAULTS, input.errors())) {
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

    /** Here up to the refusal, and whole where there is such a device. */
    @Test
    void should_give_back_what_a_hardware_device_takes() {
        shouldNotGrow(() -> {
            try (HardwareDevice device =
                    HardwareDevice.open(new HardwareDecoder(HardwareDecoder.Api.VAAPI, ""), AV_CODEC_ID_H264)) {
                assertThat(device.isDecoder()).isFalse();
            } catch (FfmpegException e) {
                assertThat(e).hasMessageStartingWith("no device can be opened: ");
            }
        });
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
}
