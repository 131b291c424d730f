package io.agender.vision.export;

import static io.agender.vision.video.ffmpeg.FfmpegFailure.check;
import static io.agender.vision.video.ffmpeg.FfmpegFailure.present;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.agender.vision.video.ffmpeg.FfmpegFailure;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes BGR pictures of one size to an MP4 file, through FFmpeg directly: JavaCV's recorder knows frame numbers only,
 * not times, and does not tell when the end of the file could not be written. The file's index stands in front (fast
 * start), so that browsers begin to play while they load; nothing in it depends on the clock or on the file's name.
 * Belongs to one thread.
 */
final class Mp4Encoder implements AutoCloseable {

    private final EncoderClock clock = new EncoderClock();
    private final YuvConverter converter = new YuvConverter();
    private final long usualTicks;
    private AVFormatContext output;
    private AVCodecContext encoder;
    private AVStream stream;
    private AVFrame frame;
    private AVPacket packet;

    private Mp4Encoder(double framesPerSecond) {
        this.usualTicks = Math.max(1, Math.round(EncoderClock.TICKS_PER_SECOND / framesPerSecond));
    }

    /**
     * Starts the file, over an older one.
     *
     * @param framesPerSecond nominal rate; says how long the last frame lasts
     */
    static Mp4Encoder open(Path file, CanvasSize size, double framesPerSecond) throws FfmpegFailure {
        Mp4Encoder encoder = new Mp4Encoder(framesPerSecond);
        try (PointerScope scope = new PointerScope()) {
            encoder.start("file:" + file.toAbsolutePath(), size, framesPerSecond);
            return encoder;
        } catch (FfmpegFailure | RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private void start(String url, CanvasSize size, double framesPerSecond) throws FfmpegFailure {
        output = new AVFormatContext(null);
        check(avformat_alloc_output_context2(output, null, "mp4", url), "avformat_alloc_output_context2");
        output.flags(output.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        encoder = H264Codec.open(size, framesPerSecond);
        stream = present(avformat_new_stream(output, null), "avformat_new_stream");
        stream.time_base().num(1).den(EncoderClock.TICKS_PER_SECOND);
        stream.avg_frame_rate(encoder.framerate());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder), "avcodec_parameters_from_context");

        frame = present(av_frame_alloc(), "av_frame_alloc");
        frame.format(encoder.pix_fmt());
        frame.width(size.width());
        frame.height(size.height());
        check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer");
        packet = present(av_packet_alloc(), "av_packet_alloc");

        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, url, AVIO_FLAG_WRITE), "avio_open");
        output.pb(io);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        int code = avformat_write_header(output, options);
        av_dict_free(options);
        check(code, "avformat_write_header");
    }

    /** Appends a picture of the video's size. */
    void write(Mat pixels, long positionMicros) throws FfmpegFailure {
        try (PointerScope scope = new PointerScope()) {
            // The encoder may still refer to the frame before.
            check(av_frame_make_writable(frame), "av_frame_make_writable");
            converter.convert(pixels, frame);
            frame.pts(clock.ticks(positionMicros));
            encode(frame);
        }
    }

    private void encode(AVFrame next) throws FfmpegFailure {
        check(avcodec_send_frame(encoder, next), "avcodec_send_frame");
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            check(code, "avcodec_receive_packet");
            // Only the last one's counts: the others last until the next begins.
            packet.duration(usualTicks);
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(output, packet), "av_interleaved_write_frame");
        }
    }

    /** Writes what is left, and the index. Nothing may be written after it. */
    void finish() throws FfmpegFailure {
        try (PointerScope scope = new PointerScope()) {
            encode(null);
            check(av_write_trailer(output), "av_write_trailer");
            avio_flush(output.pb());
            check(output.pb().error(), "avio_flush");
            AVIOContext io = output.pb();
            output.pb(null);
            check(avio_closep(io), "avio_closep");
        }
    }

    @Override
    public void close() {
        converter.close();
        if (packet != null) {
            av_packet_free(packet);
            packet = null;
        }
        if (frame != null) {
            av_frame_free(frame);
            frame = null;
        }
        if (encoder != null) {
            avcodec_free_context(encoder);
            encoder = null;
        }
        if (output != null && !output.isNull()) {
            if (output.pb() != null) {
                avio_closep(output.pb());
            }
            avformat_free_context(output);
            output = null;
        }
    }
}
