package io.agender.vision.video;

import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes small videos of numbered frames. */
public final class TestVideo {

    private final String format;
    private final int codec;
    private int width = 80;
    private int height = 48;
    private double framesPerSecond = 30;
    private double rotation;
    private double pixelAspect;
    private boolean sound;
    private String firstPid = "256";

    private TestVideo(String format, int codec) {
        this.format = format;
        this.codec = codec;
    }

    public static TestVideo mp4() {
        return new TestVideo("mp4", avcodec.AV_CODEC_ID_MPEG4);
    }

    public static TestVideo h264() {
        return new TestVideo("mp4", avcodec.AV_CODEC_ID_H264);
    }

    public static TestVideo mkv() {
        return new TestVideo("matroska", avcodec.AV_CODEC_ID_FFV1);
    }

    public static TestVideo avi() {
        return new TestVideo("avi", avcodec.AV_CODEC_ID_MJPEG);
    }

    public static TestVideo quickTimeOfPictures() {
        return new TestVideo("mov", avcodec.AV_CODEC_ID_MJPEG);
    }

    public static TestVideo transportStream() {
        return new TestVideo("mpegts", avcodec.AV_CODEC_ID_MPEG4);
    }

    public static TestVideo h264TransportStream() {
        return new TestVideo("mpegts", avcodec.AV_CODEC_ID_H264);
    }

    public static TestVideo gif() {
        return new TestVideo("gif", avcodec.AV_CODEC_ID_GIF);
    }

    public static TestVideo animatedPng() {
        return new TestVideo("apng", avcodec.AV_CODEC_ID_APNG);
    }

    /** Packets of H.264 without container. */
    public static TestVideo bareH264() {
        return new TestVideo("h264", avcodec.AV_CODEC_ID_H264);
    }

    /** Packets of MPEG-2 without container. */
    public static TestVideo bareMpeg2() {
        return new TestVideo("mpeg2video", avcodec.AV_CODEC_ID_MPEG2VIDEO);
    }

    /** JPEG pictures, one after the other. */
    public static TestVideo barePictures() {
        return new TestVideo("mjpeg", avcodec.AV_CODEC_ID_MJPEG);
    }

    public static TestVideo programStream() {
        return new TestVideo("mpeg", avcodec.AV_CODEC_ID_MPEG2VIDEO);
    }

    /** Packets without container: no timestamps, no length. */
    public static TestVideo bare() {
        return new TestVideo("m4v", avcodec.AV_CODEC_ID_MPEG4);
    }

    public TestVideo size(int width, int height) {
        this.width = width;
        this.height = height;
        return this;
    }

    public TestVideo framesPerSecond(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
        return this;
    }

    /** What the file says a player must turn the picture by, clockwise, in degrees. */
    public TestVideo rotation(double clockwise) {
        this.rotation = clockwise;
        return this;
    }

    public TestVideo pixelAspect(double aspect) {
        this.pixelAspect = aspect;
        return this;
    }

    /** Number of the packets that hold the video, in a transport stream. */
    public TestVideo pid(int pid) {
        this.firstPid = String.valueOf(pid);
        return this;
    }

    public TestVideo sound() {
        this.sound = true;
        return this;
    }

    /** Frames 0, 1, 2 … each a period after the other. */
    public Path write(Path file, int frames) throws Exception {
        int[] times = new int[frames];
        for (int i = 0; i < frames; i++) {
            times[i] = i;
        }
        return write(file, times);
    }

    /** Frames 0, 1, 2 … at these times, in periods. */
    public Path write(Path file, int[] periods) throws Exception {
        return write(file, periods, number -> NumberedFrames.paint(number, width, height));
    }

    /** Frames of any look; each picture is freed here. */
    Path write(Path file, int[] periods, IntFunction<Mat> painter) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        // The scope takes what the recorder itself forgets when there is sound.
        try (PointerScope scope = new PointerScope();
                FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height, sound ? 1 : 0);
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            recorder.setFormat(format);
            recorder.setVideoCodec(codec);
            recorder.setFrameRate(framesPerSecond);
            recorder.setVideoBitrate(2_000_000);
            recorder.setAspectRatio(pixelAspect);
            if (codec == avcodec.AV_CODEC_ID_GIF) {
                recorder.setPixelFormat(avutil.AV_PIX_FMT_RGB8);
            } else if (codec == avcodec.AV_CODEC_ID_APNG) {
                recorder.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
            } else if (codec == avcodec.AV_CODEC_ID_FFV1) {
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV444P);
            }
            if (format.equals("mpegts")) {
                recorder.setOption("mpegts_start_pid", firstPid);
            }
            if (rotation != 0) {
                recorder.setDisplayRotation(-rotation);
            }
            recorder.start();
            for (int i = 0; i < periods.length; i++) {
                try (Mat picture = painter.apply(i)) {
                    Frame frame = converter.convert(picture);
                    recorder.setFrameNumber(periods[i]);
                    recorder.record(frame);
                }
            }
            if (sound) {
                recorder.recordSamples(ShortBuffer.allocate(recorder.getSampleRate()));
            }
            recorder.stop();
        }
        return file;
    }

    /** A file that holds sound only. */
    public static Path soundOnly(Path file) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        // The scope takes what the recorder itself forgets when there is sound.
        try (PointerScope scope = new PointerScope();
                FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
            recorder.setFormat("wav");
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
            recorder.start();
            recorder.recordSamples(ShortBuffer.allocate(44_100));
            recorder.stop();
        }
        return file;
    }
}
