package io.agender.vision.export;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes BGR pictures of one size to an MP4 file with JavaCV's recorder, set up so that the same pictures make the same
 * bytes: nothing in the file depends on the clock, on its name or on the number of processors, and the quantiser is fixed.
 * Its index stands in front (fast start), so that browsers begin to play while they load. Belongs to one thread.
 *
 * <p>H.264 comes from Cisco's OpenH264, which the LGPL build of FFmpeg contains (x264 is GPL); a build without it writes
 * MPEG-4 part 2, which players show but browsers do not.
 */
final class Mp4Recorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mp4Recorder.class);

    private static final String OPENH264 = "libopenh264";
    private static final int SECONDS_BETWEEN_KEY_FRAMES = 4;

    /** MPEG-4 part 2: 1 is best, 31 worst. */
    private static final int MPEG4_QUANTISER = 4;

    /** One thread: the picture is not cut into slices, so its bytes do not depend on the number of processors. */
    private static final Map<String, String> ENCODER = Map.of(
            "time_base", "1/" + EncoderClock.TICKS_PER_SECOND,
            "threads", "1",
            "flags", "+bitexact",
            "rc_mode", "off",
            "color_range", "tv",
            "colorspace", "smpte170m",
            "color_primaries", "smpte170m",
            "color_trc", "smpte170m");

    private static final Map<String, String> MUXER = Map.of(
            "fflags", "+bitexact",
            "movflags", "+faststart",
            "video_track_timescale", String.valueOf(EncoderClock.TICKS_PER_SECOND));

    private final Mp4File file;
    private final FFmpegFrameRecorder recorder;

    private Mp4Recorder(Mp4File file, FFmpegFrameRecorder recorder) {
        this.file = file;
        this.recorder = recorder;
    }

    /**
     * Starts the file, which must be there and empty.
     *
     * @param framesPerSecond nominal rate; says how long the last frame lasts
     */
    static Mp4Recorder open(Path path, CanvasSize size, double framesPerSecond) throws IOException {
        return open(Mp4File.open(path), size, framesPerSecond);
    }

    /** The same; the recorder closes the file. */
    static Mp4Recorder open(Mp4File file, CanvasSize size, double framesPerSecond) throws IOException {
        Mp4Recorder opened = new Mp4Recorder(file, new FFmpegFrameRecorder(file, size.width(), size.height()));
        try {
            opened.start(framesPerSecond);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void start(double framesPerSecond) throws IOException {
        recorder.setCloseOutputStream(false);
        recorder.setFormat("mp4");
        if (avcodec_find_encoder_by_name(OPENH264) != null) {
            recorder.setVideoCodecName(OPENH264);
            recorder.setVideoProfile(AV_PROFILE_H264_HIGH);
        } else {
            LOG.warn("this build of FFmpeg has no OpenH264; writing MPEG-4 part 2, which browsers do not show");
            recorder.setVideoCodec(AV_CODEC_ID_MPEG4);
            recorder.setVideoQuality(MPEG4_QUANTISER);
        }
        recorder.setVideoBitrate(0);
        recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
        recorder.setImageScalingFlags(SWS_BILINEAR | SWS_BITEXACT);
        recorder.setFrameRate(framesPerSecond);
        recorder.setGopSize(Math.max(1, (int) Math.round(framesPerSecond * SECONDS_BETWEEN_KEY_FRAMES)));
        ENCODER.forEach(recorder::setVideoOption);
        MUXER.forEach(recorder::setOption);
        recorder.start();
        file.check();
    }

    /** Appends a picture of the video's size, at a time that is later than the one before. */
    void write(Mat pixels, int ticks) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            // The recorder's frames are numbered by its clock.
            recorder.setFrameNumber(ticks);
            ByteBuffer bytes = pixels.createBuffer();
            recorder.recordImage(
                    pixels.cols(), pixels.rows(), Frame.DEPTH_UBYTE, 3, (int) pixels.step(), AV_PIX_FMT_BGR24, bytes);
        }
        file.check();
    }

    /** Writes what is left, and the index. Nothing may be written after it. */
    void finish() throws IOException {
        recorder.stop();
        file.check();
        file.requireIndex();
        file.close();
    }

    @Override
    public void close() {
        try (file) {
            recorder.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
