package io.agender.vision.opencv;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of a video file or an animation, through FFmpeg.
 *
 * <p>Frames come upright (a phone's rotation is applied), with square pixels, in BGR turned to JPEG; transparency is
 * ignored. A frame's position is its presentation time minus that of the first frame, and sampling goes by it.
 *
 * <p>FFmpeg cannot tell a file that was cut off from one that ends: such a file gives the frames up to the cut and then
 * ends, with a warning in the log when much of the stated length is missing. Damaged packets in the middle are skipped
 * as every player does; the frames around them keep their times. A file without any frame that can be decoded is
 * refused when it is opened.
 *
 * <p>Belongs to one thread; whoever opened it closes it. Files only: a playlist that points to the network is refused.
 */
public final class FfmpegVideoSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegVideoSource.class);

    private static final int NO_STREAM = Integer.MAX_VALUE;

    private final String location;
    private final VideoOptions options;
    private final FFmpegFrameGrabber grabber;
    private final BgrConverter converter = new BgrConverter();
    private final FrameEncoder encoder;
    private StreamFacts facts;
    private FrameClock clock;
    private FrameSampler sampler;
    private double clockwise;
    private VideoInfo info;
    private Optional<VideoFrame> first = Optional.empty();
    private long lastMicros;
    private boolean ended;
    private boolean closed;

    private FfmpegVideoSource(Path file, String location, VideoOptions options) {
        this.location = location;
        this.options = options;
        this.grabber = new FFmpegFrameGrabber(url(file));
        this.encoder = new FrameEncoder(options.jpegQuality());
    }

    /**
     * Opens a file and decodes its first frame.
     *
     * @param file the file, which exists
     * @param location how the user named it, for messages
     * @throws VisionException when it holds no video that can be decoded
     */
    public static FfmpegVideoSource open(Path file, String location, VideoOptions options) {
        NativeLog.silence();
        FfmpegVideoSource source = new FfmpegVideoSource(file, location, options);
        try {
            source.start(url(file));
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** With its protocol in front, so that a colon in a file name does not make it look like an address. */
    private static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    private void start(String url) {
        grabber.setImageMode(FrameGrabber.ImageMode.RAW);
        grabber.setAudioStream(NO_STREAM);
        grabber.setOption("protocol_whitelist", "file");
        try {
            grabber.start();
        } catch (FrameGrabber.Exception e) {
            throw new VisionException(whyNot(), e);
        }
        try (PointerScope scope = new PointerScope()) {
            AVFormatContext input = grabber.getFormatContext();
            AVStream stream = videoStream(input);
            facts = StreamFacts.of(input, stream, codecName(stream), url);
            // FFmpeg counts the turn counterclockwise.
            clockwise = -grabber.getDisplayRotation();
        }
        clock = new FrameClock(facts.framesPerSecond());
        sampler = new FrameSampler(options.framesPerSecond());
        first = read();
        if (first.isEmpty()) {
            throw new VisionException(noFrames());
        }
    }

    private AVStream videoStream(AVFormatContext input) {
        String format = grabber.getFormat();
        int index = grabber.getVideoStream();
        boolean text = format.equals("tty");
        if (text || index < 0 || index >= input.nb_streams()) {
            throw new VisionException(text ? notAVideo() : noVideo());
        }
        AVStream stream = input.streams(index);
        // The cover of a piece of music comes as a video stream of one picture.
        if (!grabber.hasVideo() || (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new VisionException(noVideo());
        }
        return stream;
    }

    private static String codecName(AVStream stream) {
        return avcodec_get_name(stream.codecpar().codec_id()).getString();
    }

    private String whyNot() {
        AVFormatContext input = grabber.getFormatContext();
        if (input == null || input.isNull()) {
            return notAVideo();
        }
        for (int i = 0; i < input.nb_streams(); i++) {
            if (input.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                return noVideo();
            }
        }
        // An MP4 file without frames shows no streams; one of subtitles shows a stream of another kind.
        return input.nb_streams() == 0 ? noFrames() : notAVideo();
    }

    private String noFrames() {
        return location + " holds no frame that can be decoded; the file may be damaged or incomplete";
    }

    private String noVideo() {
        return location + " holds sound but no video; give a video, an animation or a folder of pictures";
    }

    private String notAVideo() {
        return location + " is not a video that can be read; give a video, an animation or a folder of pictures";
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        if (closed) {
            throw new IllegalStateException(location + " is closed");
        }
        if (first.isPresent()) {
            Optional<VideoFrame> frame = first;
            first = Optional.empty();
            return frame;
        }
        return ended ? Optional.empty() : read();
    }

    private Optional<VideoFrame> read() {
        try (PointerScope scope = new PointerScope()) {
            AVFrame frame = grab();
            while (frame != null) {
                lastMicros = clock.position(facts.timeBase().micros(frame.best_effort_timestamp()));
                if (sampler.take(lastMicros)) {
                    return Optional.of(new VideoFrame(encode(frame), Duration.ofNanos(lastMicros * 1000)));
                }
                frame = grab();
            }
        }
        end();
        return Optional.empty();
    }

    private AVFrame grab() {
        try {
            Frame frame = grabber.grabImage();
            return frame == null ? null : (AVFrame) frame.opaque;
        } catch (FrameGrabber.Exception e) {
            throw new VisionException(
                    location + " cannot be decoded any further after " + lastMicros / 1e6 + " s; the file is damaged",
                    e);
        }
    }

    private EncodedImage encode(AVFrame frame) {
        AVRational aspect = frame.sample_aspect_ratio();
        double pixelAspect = aspect.den() == 0 ? 0 : (double) aspect.num() / aspect.den();
        FrameShape shape = FrameShape.of(frame.width(), frame.height(), pixelAspect, clockwise, options.maxWidth());
        if (info == null) {
            info = facts.info(shape, options);
        }
        return encoder.encode(converter.convert(frame), shape);
    }

    private void end() {
        ended = true;
        long missing = facts.micros() - lastMicros;
        if (missing > 1_000_000 && missing > facts.micros() / 10) {
            LOG.warn(
                    "{} breaks off after {} s of {} s; the file is incomplete",
                    location,
                    lastMicros / 1e6,
                    facts.micros() / 1e6);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        encoder.close();
        converter.close();
        try {
            grabber.close();
        } catch (FrameGrabber.Exception e) {
            LOG.warn("{} did not close cleanly", location, e);
        }
    }
}
