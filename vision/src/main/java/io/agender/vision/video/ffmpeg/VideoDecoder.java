package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.agender.vision.HardwareDecoder;
import io.agender.vision.VisionException;
import io.agender.vision.image.Orientation;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;

/**
 * Decodes the packets of one video stream. What cannot be decoded is skipped, as every player does it. Belongs to one
 * thread.
 */
public final class VideoDecoder implements AutoCloseable {

    /**
     * More threads decode sooner, but each holds back a frame, with many cameras they only get in each other's way, and
     * what damaged video does then differs from run to run.
     */
    private static final int THREADS = 1;

    /** FFmpeg counts rows as long as it stores them, rounded up. */
    private static final long ROUNDING = 128 * 65_536L;

    /** MPEG-4 part 2 states the unit of its clock, of which these are counted on by 1001 at each frame. */
    private static final Set<Integer> NTSC_CLOCKS = Set.of(24_000, 30_000, 60_000);

    private static final double NTSC = 1_001;

    private final AVCodecParameters parameters;
    private final AVFrame frame = av_frame_alloc();
    private final AVFrame fetched = av_frame_alloc();
    private final AVCodecContext context;
    private Optional<String> refusal = Optional.empty();
    private boolean lentOut;

    /**
     * @param stream null for packets that need none
     * @param hardware null for the processor
     */
    private VideoDecoder(AVStream stream, AVCodec codec, long maxPixels, HardwareDevice hardware)
            throws FfmpegException {
        parameters = stream == null ? null : stream.codecpar();
        context = avcodec_alloc_context3(codec);
        try {
            if (stream != null) {
                FfmpegException.check(
                        avcodec_parameters_to_context(context, parameters), "avcodec_parameters_to_context");
                context.pkt_timebase(stream.time_base());
            }
            context.thread_count(THREADS);
            if (hardware != null) {
                hardware.lendTo(context);
                lentOut = !hardware.isDecoder();
            }
            context.max_pixels(Math.min(maxPixels, Integer.MAX_VALUE) + ROUNDING);
            FfmpegException.check(avcodec_open2(context, codec, (AVDictionary) null), "avcodec_open2");
        } catch (FfmpegException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the decoder of a stream.
     *
     * @param maxPixels much larger pictures are skipped: a few damaged bytes can claim one of gigabytes
     * @param wanted what decodes; the processor where that is missing
     */
    static VideoDecoder open(AVStream stream, long maxPixels, HardwareDecoder wanted) throws FfmpegException {
        int codecId = stream.codecpar().codec_id();
        if (wanted.api() == HardwareDecoder.Api.NONE) {
            return ofProcessor(stream, codecId, maxPixels);
        }
        try (HardwareDevice device = HardwareDevice.open(wanted, codecId)) {
            return new VideoDecoder(stream, device.codec(), maxPixels, device);
        } catch (FfmpegException e) {
            VideoDecoder decoder = ofProcessor(stream, codecId, maxPixels);
            decoder.refusal = Optional.of(e.getMessage());
            return decoder;
        }
    }

    private static VideoDecoder ofProcessor(AVStream stream, int codecId, long maxPixels) throws FfmpegException {
        AVCodec codec = FfmpegException.present(avcodec_find_decoder(codecId), "avcodec_find_decoder");
        return new VideoDecoder(stream, codec, maxPixels, null);
    }

    /** Opens a decoder of JPEG pictures, each a packet. */
    public static VideoDecoder ofPictures(long maxPixels) {
        try {
            return new VideoDecoder(null, avcodec_find_decoder(AV_CODEC_ID_MJPEG), maxPixels, null);
        } catch (FfmpegException e) {
            throw new IllegalStateException("FFmpeg can always decode JPEG", e);
        }
    }

    /**
     * Forgets the rate that FFmpeg makes up for streams without container, so that {@link #framesPerSecond()} is that of
     * the stream's headers.
     */
    void forgetRate() {
        try (AVRational none = new AVRational()) {
            context.framerate(none.num(0).den(1));
        }
    }

    /** The rate that the headers of what was decoded state; 0 when they state none. */
    double framesPerSecond() {
        AVRational rate = context.framerate();
        if (rate.num() <= 0 || rate.den() <= 0) {
            return 0;
        }
        double stated = (double) rate.num() / rate.den();
        boolean isClock =
                context.codec_id() == AV_CODEC_ID_MPEG4 && rate.den() == 1 && NTSC_CLOCKS.contains(rate.num());
        return isClock ? stated / NTSC : stated;
    }

    /** Takes a packet; what came out of the packets before must have been received. */
    public void send(AVPacket packet) {
        avcodec_send_packet(context, packet);
    }

    /** No packets follow; what is still inside can be received. */
    void drain() {
        avcodec_send_packet(context, null);
    }

    /** The next decoded frame, good until the next call; null when packets are missing, or all has been received. */
    public AVFrame receive() {
        if (avcodec_receive_frame(context, frame) < 0) {
            return null;
        }
        if (frame.hw_frames_ctx() != null) {
            return fetch();
        }
        if (lentOut) { // FFmpeg goes on with the processor where the device refuses the stream
            lentOut = false;
            refusal = Optional.of("the device does not decode this stream");
        }
        return frame;
    }

    /** Out of the device's memory. */
    private AVFrame fetch() {
        av_frame_unref(fetched);
        int code = av_hwframe_transfer_data(fetched, frame, 0);
        if (code < 0 || (code = av_frame_copy_props(fetched, frame)) < 0) {
            throw new VisionException(
                    "the hardware decoder's picture cannot be fetched (" + FfmpegException.text(code) + ")");
        }
        return fetched;
    }

    /** Why the processor decodes although hardware was asked for; known once a frame was received. */
    Optional<String> refusal() {
        return refusal;
    }

    /** How a received frame is set upright. */
    public Orientation upright() {
        AVFrameSideData ofFrame = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (ofFrame != null) {
            return upright(new IntPointer(ofFrame.data()));
        }
        if (parameters == null) {
            return Orientation.AS_STORED;
        }
        AVPacketSideData ofStream = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return ofStream == null ? Orientation.AS_STORED : upright(new IntPointer(ofStream.data()));
    }

    private static Orientation upright(IntPointer data) {
        int[] matrix = new int[9];
        data.get(matrix);
        return Orientation.ofDisplayMatrix(matrix);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_frame_free(fetched);
        avcodec_free_context(context);
    }
}
