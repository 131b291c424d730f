package io.agender.vision.view;

import io.agender.vision.EncodedImage;
import io.agender.vision.GreyPicture;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.image.MatGrey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegLogCallback;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A clip of which FFmpeg's filters make what a covered, defocused, shaken or turned camera would have taken. Every frame
 * is encoded as JPEG after that, as frames are on their way.
 */
final class Clip {

    private static final long MOST_PIXELS = 10_000_000;

    private final String name;
    private final List<EncodedImage> frames;
    private final Map<String, List<GreyPicture>> treated = new HashMap<>();

    private Clip(String name, List<EncodedImage> frames) {
        this.name = name;
        this.frames = frames;
    }

    /**
     * Reads a clip.
     *
     * @param framesPerSecond how many are taken
     * @param most frames that are taken
     */
    static Clip read(String name, String location, double framesPerSecond, int most) {
        List<EncodedImage> frames = new ArrayList<>();
        try (VideoSource source =
                new VideoEngine().open(location, new VideoOptions(framesPerSecond, 0, VideoOptions.AS_IT_COMES))) {
            Optional<VideoFrame> frame = source.next();
            while (frame.isPresent() && frames.size() < most) {
                frames.add(frame.get().image());
                frame = source.next();
            }
        }
        return new Clip(name, frames);
    }

    String name() {
        return name;
    }

    /** Its frames as the judge sees them, after a chain of FFmpeg's filters. */
    List<GreyPicture> treated(String filters) {
        return treated.computeIfAbsent(filters, this::treat);
    }

    private List<GreyPicture> treat(String filters) {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        FFmpegLogCallback.set();
        List<GreyPicture> pictures = new ArrayList<>();
        EncodedImage first = frames.get(0);
        try (FFmpegFrameFilter filter = new FFmpegFrameFilter(
                        "format=yuv420p," + filters + ",format=bgr24", first.width(), first.height());
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            filter.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
            filter.start();
            for (EncodedImage frame : frames) {
                try (PointerScope scope = new PointerScope()) {
                    filter.push(converter.convert(new ImageDecoder(MOST_PIXELS).decode(frame.bytes())));
                    for (Frame out = filter.pull(); out != null; out = filter.pull()) {
                        pictures.add(asSent(converter.convert(out)));
                    }
                }
            }
        } catch (FrameFilter.Exception e) {
            throw new IllegalStateException(filters, e);
        }
        return pictures;
    }

    private static GreyPicture asSent(Mat pixels) {
        try (BytePointer jpeg = new BytePointer()) {
            opencv_imgcodecs.imencode(".jpg", pixels, jpeg);
            byte[] bytes = new byte[(int) jpeg.limit()];
            jpeg.get(bytes);
            return MatGrey.of(new ImageDecoder(MOST_PIXELS).decode(bytes));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
