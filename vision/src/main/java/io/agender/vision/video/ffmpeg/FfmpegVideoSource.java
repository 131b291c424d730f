package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.image.JpegPicture;
import io.agender.vision.video.FrameSampler;
import io.agender.vision.video.Handover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of a video file, an animation, a camera or a video on the network, through FFmpeg.
 *
 * <p>Frames come upright (a phone's rotation is applied), with square pixels, in BGR turned to JPEG; transparency is
 * ignored. A frame's position is its presentation time minus that of the first frame, and sampling goes by it. Where a
 * camera gives no times, the time of arrival counts. JPEG pictures stay as they are where the options allow it. Frames of
 * a live playlist, which arrive a whole segment at a time, are given at the pace of their positions.
 *
 * <p>FFmpeg cannot tell a file that was cut off from one that ends: such a file gives the frames up to the cut and then
 * ends, with a warning in the log when much of the stated length is missing. Damaged packets in the middle are skipped
 * as every player does; the frames around them keep their times. A file without any frame that can be decoded is
 * refused when it is opened. Half a JPEG picture of a camera is left out.
 *
 * <p>Belongs to one thread; whoever opened it closes it. A file that is a playlist and points to the network is refused,
 * and so is a playlist on the network that points to files.
 */
public final class FfmpegVideoSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegVideoSource.class);

    private final String name;
    private final MediaInput input;
    private final VideoDecoder decoder;
    private final VideoOptions options;
    private final FrameFinisher finisher;
    private final FrameSampler sampler;
    private final boolean pictures;
    private final Optional<SegmentPace> pace;
    private final Handover handover;
    private StreamFacts facts;
    private FrameClock clock;
    private long lastMicros;
    private boolean drained;
    private boolean ended;

    private FfmpegVideoSource(InputAddress address, VideoOptions options, MediaInput input) {
        this.name = address.name();
        this.handover = new Handover(name);
        this.options = options;
        this.input = input;
        this.facts = StreamFacts.of(input, address.url());
        this.pictures = input.video().codecpar().codec_id() == AV_CODEC_ID_MJPEG;
        this.decoder = decoder(input, options);
        this.finisher = new FrameFinisher(facts.live(), options, input.errors());
        this.clock = new FrameClock(facts.framesPerSecond(), input.mayJump());
        this.sampler = new FrameSampler(options.framesPerSecond());
        this.pace = input.comesInSegments() ? Optional.of(new SegmentPace()) : Optional.empty();
    }

    /**
     * Opens a file and decodes its first frame.
     *
     * @param file the file, which exists
     * @param location how the user named it, for messages
     * @throws VisionException when it holds no video that can be decoded
     */
    public static FfmpegVideoSource open(Path file, String location, VideoOptions options) {
        return open(InputAddress.file(file, location), options);
    }

    /**
     * Connects to a source on the network and decodes its first frame.
     *
     * @param location as the user wrote it
     * @param url the same with user and password filled in, which goes to FFmpeg alone
     * @throws VisionException when it can't be reached, doesn't answer in time, or gives no picture
     */
    public static FfmpegVideoSource open(VideoLocation location, String url, VideoOptions options) {
        return open(InputAddress.network(location, url, options), options);
    }

    /**
     * Opens a webcam and decodes its first frame.
     *
     * @param device a device of Video4Linux, such as {@code /dev/video0}
     * @param location how the user named it, for messages
     * @throws VisionException when it is missing, in use, or gives no picture
     */
    public static FfmpegVideoSource openWebcam(Path device, String location, VideoOptions options) {
        try {
            Devices.register();
        } catch (LinkageError e) {
            throw new VisionException(
                    location + " cannot be opened: FFmpeg's library of devices does not load on this system", e);
        }
        return open(InputAddress.webcam(device, location), options);
    }

    private static FfmpegVideoSource open(InputAddress address, VideoOptions options) {
        NativeLog.silence();
        MediaInput input = MediaInput.open(address, options.stallTimeout());
        FfmpegVideoSource source;
        try (PointerScope scope = new PointerScope()) {
            source = new FfmpegVideoSource(address, options, input);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
        try {
            source.handover.keep(source.read().orElseThrow(input::noFrames));
            source.settleRate();
            source.decoder.refusal().ifPresent(source::tellRefusal);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void tellRefusal(String why) {
        LOG.warn(
                "{} is decoded by the processor, not by {}: {}",
                name,
                options.hardware().api(),
                why);
    }

    /** Of a stream without container the first frame shows the rate, which its headers may state. */
    private void settleRate() {
        if (!facts.live() && input.isWithoutContainer()) {
            facts = facts.withoutContainer(decoder.framesPerSecond());
            clock = new FrameClock(facts.framesPerSecond(), false);
            clock.position(OptionalLong.empty());
        }
    }

    private static VideoDecoder decoder(MediaInput input, VideoOptions options) {
        long maxPixels = options.maxPixels();
        AVCodecParameters says = input.video().codecpar();
        if ((long) says.width() * says.height() > maxPixels) {
            throw input.errors().tooLarge(says.width(), says.height(), maxPixels);
        }
        try {
            VideoDecoder decoder = VideoDecoder.open(input.video(), maxPixels, options.hardware());
            if (input.isWithoutContainer()) {
                decoder.forgetRate();
            }
            return decoder;
        } catch (FfmpegException e) {
            throw input.noFrames();
        }
    }

    @Override
    public VideoInfo info() {
        return facts.info(finisher.shape(), options);
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::read);
    }

    private Optional<VideoFrame> read() {
        if (ended) {
            return Optional.empty();
        }
        input.rearm();
        try (PointerScope scope = new PointerScope()) {
            while (!ended) {
                Optional<VideoFrame> frame = pictures ? nextPicture() : nextDecoded();
                if (frame.isPresent()) {
                    return frame;
                }
            }
            return Optional.empty();
        }
    }

    /** One step: a frame that was decoded, or one more packet for the decoder. */
    private Optional<VideoFrame> nextDecoded() {
        AVFrame frame = decoder.receive();
        if (frame != null) {
            lastMicros = position(frame.best_effort_timestamp());
            input.rearm();
            if (sampler.take(lastMicros)) {
                return Optional.of(frame(finisher.finish(frame, decoder.upright())));
            }
            finisher.shape(frame, decoder.upright());
            return Optional.empty();
        }
        AVPacket packet = drained ? null : input.read();
        if (packet != null) {
            decoder.send(packet);
        } else if (drained) {
            end();
        } else {
            drained = true;
            decoder.drain();
        }
        return Optional.empty();
    }

    /** One packet, which is one picture: so it need not be decoded when it is not wanted, or wanted as it is. */
    private Optional<VideoFrame> nextPicture() {
        AVPacket packet = input.read();
        if (packet == null) {
            end();
            return Optional.empty();
        }
        if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
            return Optional.empty(); // an edit list hides it
        }
        long timestamp = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        long micros = position(timestamp);
        if (!sampler.wants(micros)) {
            lastMicros = micros;
            input.rearm();
            return Optional.empty();
        }
        Optional<EncodedImage> image = picture(packet);
        if (image.isEmpty()) {
            return Optional.empty();
        }
        input.rearm();
        lastMicros = micros;
        sampler.take(micros);
        return image.map(this::frame);
    }

    private VideoFrame frame(EncodedImage image) {
        return new VideoFrame(image, Duration.ofNanos(lastMicros * 1000));
    }

    /** The position of the next frame, as soon as it is due. */
    private long position(long timestamp) {
        long position = clock.position(time(timestamp));
        if (pace.isPresent()) {
            try {
                pace.get().await(position);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw input.errors().interrupted();
            }
        }
        return position;
    }

    private OptionalLong time(long timestamp) {
        if (input.hasTimes()) {
            return facts.timeBase().micros(timestamp);
        }
        return facts.live() ? OptionalLong.of(System.nanoTime() / 1000) : OptionalLong.empty();
    }

    private Optional<EncodedImage> picture(AVPacket packet) {
        if (packet.size() <= 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        if (facts.live() && !JpegPicture.hasEnd(bytes)) {
            return Optional.empty();
        }
        Optional<EncodedImage> kept = finisher.keep(bytes);
        if (kept.isPresent()) {
            return kept;
        }
        decoder.send(packet);
        AVFrame frame = decoder.receive();
        return frame == null ? Optional.empty() : Optional.of(finisher.keepOrFinish(bytes, frame, decoder.upright()));
    }

    private void end() {
        ended = true;
        long missing = facts.micros() - lastMicros;
        if (missing > 1_000_000 && missing > facts.micros() / 10) {
            LOG.warn(
                    "{} breaks off after {} s of {} s; the file is incomplete",
                    name,
                    lastMicros / 1e6,
                    facts.micros() / 1e6);
        }
    }

    @Override
    public void close() {
        if (handover.close()) {
            finisher.close();
            decoder.close();
            input.close();
        }
    }
}
