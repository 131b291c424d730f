package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.agender.vision.VisionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An open container or connection, and the packets of its video stream. JavaCV's grabber is no choice for it: it opens
 * one source at a time in the whole process, so that a camera which does not answer holds up all others, and it has no
 * place for a callback. Belongs to one thread.
 */
final class MediaInput implements AutoCloseable {

    /** How often a device without a waiting read is asked. */
    private static final long POLL_NANOS = 2_000_000;

    /** Time to say goodbye: cameras count those who listen, and forget them late when they leave without a word. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final InputAddress address;
    private final Duration stallTimeout;
    private final InputErrors errors;
    private final ReadWatch watch = new ReadWatch();
    private final AVPacket packet = av_packet_alloc();
    private AVFormatContext context;
    private AVStream video;
    private List<String> notes = List.of();
    private int codec;
    private int knownStreams;
    private boolean failed;

    private MediaInput(InputAddress address, Duration stallTimeout) {
        this.address = address;
        this.stallTimeout = stallTimeout;
        this.errors = new InputErrors(address.name(), stallTimeout);
    }

    /**
     * Opens a source and finds its video stream.
     *
     * @throws VisionException when that fails
     */
    static MediaInput open(InputAddress address, Duration stallTimeout) {
        MediaInput input = new MediaInput(address, stallTimeout);
        try {
            input.open();
            return input;
        } catch (RuntimeException e) {
            input.failed = true;
            input.close();
            throw e;
        }
    }

    private void open() {
        context = avformat_alloc_context();
        if (address.isWatched()) {
            watch.over(context);
        }
        if (address.format() != null) {
            // Devices wait in the kernel, where no callback reaches.
            context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
        }
        rearm();
        int opened = openContext();
        if (opened < 0) {
            context = null; // FFmpeg has freed it
            giveUp();
            throw address.isWatched() ? errors.refused(opened) : choice().notAVideo();
        }
        int found = avformat_find_stream_info(context, (PointerPointer<?>) null);
        giveUp();
        if (found < 0) {
            throw address.isWatched() ? errors.refused(found) : choice().whyNone(context);
        }
        chooseVideo();
    }

    private int openContext() {
        AVInputFormat format = address.format() == null ? null : av_find_input_format(address.format());
        AVDictionary options = new AVDictionary(null);
        address.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
        try {
            return avformat_open_input(context, address.url(), format, options);
        } finally {
            av_dict_free(options);
        }
    }

    private void chooseVideo() {
        knownStreams = context.nb_streams();
        VideoTracks tracks = choice().of(context);
        int best = tracks.taken();
        notes = tracks.notes();
        for (int i = 0; i < knownStreams; i++) {
            context.streams(i).discard(i == best ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        video = context.streams(best);
        codec = video.codecpar().codec_id();
    }

    /** The video stream is there, but no picture came out of it. */
    VisionException noFrames() {
        return choice().noFrames();
    }

    private VideoStreamChoice choice() {
        return new VideoStreamChoice(address, errors);
    }

    AVFormatContext context() {
        return context;
    }

    AVStream video() {
        return video;
    }

    /** What is taken of the source and what is left out, where that is worth a word. */
    List<String> notes() {
        return notes;
    }

    InputErrors errors() {
        return errors;
    }

    /** FFmpeg's name of the format. */
    String container() {
        return context.iformat().name().getString();
    }

    /** Whether frames come when a camera takes them. */
    boolean isLive() {
        return switch (address.kind()) {
            case FILE -> false;
            case CAMERA -> true;
            case WEB ->
                container().equals("mpjpeg")
                        || context.duration() == AV_NOPTS_VALUE
                                && (container().equals("hls")
                                        || context.pb() == null
                                        || context.pb().seekable() == 0);
        };
    }

    /** Whether frames of seconds arrive at once, although the source is live. */
    boolean comesInSegments() {
        return isLive() && container().equals("hls");
    }

    InputAddress.Kind kind() {
        return address.kind();
    }

    /** Whether packets say when they were taken; where pictures just follow each other, FFmpeg makes times up. */
    boolean hasTimes() {
        return !isWithoutContainer();
    }

    /** Whether it is nothing but the pictures of a codec, one after the other. */
    boolean isWithoutContainer() {
        return (context.iformat().flags() & AVFMT_NOTIMESTAMPS) != 0
                || container().endsWith("_pipe")
                || container().equals("mpjpeg");
    }

    /** Whether a leap of the timestamps means that the clock started anew: not with live sources, whose gaps are real. */
    boolean mayJump() {
        return !isLive() && FrameClock.mayJump(context.iformat());
    }

    /** A frame came: from now on the next one is waited for. */
    void rearm() {
        watch.arm(stallTimeout);
    }

    /**
     * The next packet of the video stream, good until the next call.
     *
     * @return null at the end of what is not live
     * @throws VisionException when the source is lost, stalls or changes its codec, or the thread is interrupted
     */
    AVPacket read() {
        while (true) {
            av_packet_unref(packet);
            int code = av_read_frame(context, packet);
            if (address.isWatched()) {
                giveUp();
            }
            if (code == AVERROR_EAGAIN()) {
                LockSupport.parkNanos(POLL_NANOS);
            } else if (code < 0) {
                return end(code);
            } else if (packet.stream_index() == video.index()) {
                requireCodec(video.codecpar().codec_id());
                return packet;
            } else if (packet.stream_index() >= knownStreams) {
                requireNoSecondVideo(context.streams(packet.stream_index()));
            }
        }
    }

    /**
     * A cut file ends at the cut, with whatever code its format has for that; so only FFmpeg's note of a read that failed
     * tells a file that can't be read any further.
     */
    private AVPacket end(int code) {
        if (isLive()) {
            throw fail(code == AVERROR_EOF ? errors.ended() : errors.broken(code));
        }
        if (code != AVERROR_EOF && address.isWatched()) {
            throw fail(errors.broken(code));
        }
        int reading = context.pb() == null ? 0 : context.pb().error();
        if (reading < 0 && reading != AVERROR_EOF && !address.isWatched()) {
            throw fail(errors.unreadable(reading));
        }
        return null;
    }

    private void giveUp() {
        if (!address.isWatched()) {
            return;
        }
        if (watch.interrupted()) {
            throw fail(errors.interrupted());
        }
        if (watch.expired()) {
            throw fail(video == null ? errors.silent() : errors.stalled());
        }
    }

    private void requireCodec(int now) {
        if (now != codec && isLive()) {
            throw fail(errors.recoded(name(codec), name(now)));
        }
    }

    /** Where the codec changes, FFmpeg begins another stream. */
    private void requireNoSecondVideo(AVStream other) {
        if (other.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
            requireCodec(other.codecpar().codec_id());
        }
    }

    String codecName() {
        return name(codec);
    }

    private static String name(int codec) {
        return avcodec_get_name(codec).getString();
    }

    private VisionException fail(VisionException error) {
        failed = true;
        return error;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        if (context != null) {
            watch.ignoreInterrupts();
            watch.arm(failed ? Duration.ZERO : GOODBYE);
            avformat_close_input(context);
        }
        watch.close();
    }
}
