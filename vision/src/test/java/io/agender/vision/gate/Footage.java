package io.agender.vision.gate;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.image.ImageDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegLogCallback;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Frames of a camera, as they are on their way: JPEG pictures with their times. */
record Footage(List<Shot> shots) {

    private static final long MOST_PIXELS = 10_000_000;

    /** A frame. */
    record Shot(Instant time, EncodedImage image) {}

    static Footage read(String location) {
        List<Shot> shots = new ArrayList<>();
        try (VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                shots.add(new Shot(
                        Instant.EPOCH.plus(frame.get().position()), frame.get().image()));
            }
        }
        return new Footage(shots);
    }

    /** The same with a still of so many seconds before each of these frames: the camera goes on, and nothing happens. */
    Footage pausing(int seconds, List<Integer> before) {
        Duration step = Duration.between(shots.get(0).time(), shots.get(1).time());
        List<Shot> longer = new ArrayList<>();
        Instant time = Instant.EPOCH;
        for (int at = 0; at < shots.size(); at++) {
            long stills = before.contains(at) ? Duration.ofSeconds(seconds).dividedBy(step) : 0;
            for (long i = 0; i <= stills; i++) {
                longer.add(new Shot(time, shots.get(at).image()));
                time = time.plus(step);
            }
        }
        return new Footage(longer);
    }

    /** The same after a chain of FFmpeg's filters. */
    Footage treated(String filters) {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        FFmpegLogCallback.set();
        List<Shot> treated = new ArrayList<>();
        EncodedImage first = shots.get(0).image();
        try (FFmpegFrameFilter filter = new FFmpegFrameFilter(
                        "format=yuv420p," + filters + ",format=bgr24", first.width(), first.height());
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            filter.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
            filter.start();
            for (Shot shot : shots) {
                try (PointerScope scope = new PointerScope()) {
                    filter.push(converter.convert(
                            new ImageDecoder(MOST_PIXELS).decode(shot.image().bytes())));
                    for (Frame out = filter.pull(); out != null; out = filter.pull()) {
                        treated.add(new Shot(shot.time(), encoded(converter.convert(out))));
                    }
                }
            }
        } catch (FrameFilter.Exception e) {
            throw new IllegalStateException(filters, e);
        }
        return new Footage(treated);
    }

    private static EncodedImage encoded(Mat pixels) {
        try (BytePointer jpeg = new BytePointer();
                IntPointer quality = new IntPointer(IMWRITE_JPEG_QUALITY, VideoOptions.DEFAULT_QUALITY)) {
            opencv_imgcodecs.imencode(".jpg", pixels, jpeg, quality);
            byte[] bytes = new byte[(int) jpeg.limit()];
            jpeg.get(bytes);
            return new EncodedImage(bytes, pixels.cols(), pixels.rows());
        }
    }
}
