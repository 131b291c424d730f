package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_list_parse_str;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/** Puts the packets of small videos into another container, as they are. */
final class Remux {

    private Remux() {}

    /**
     * A track of the new file.
     *
     * @param file whose first stream it is
     * @param disposition FFmpeg's marks, such as the default track
     * @param laterSeconds how much later its packets come; less than 0 cuts off what comes before 0, by an edit list
     */
    record Track(Path file, int disposition, double laterSeconds) {}

    static Path write(Path target, Track... tracks) throws FfmpegException {
        try (PointerScope scope = new PointerScope()) {
            AVFormatContext out = new AVFormatContext(null);
            FfmpegException.check(
                    avformat_alloc_output_context2(out, null, null, target.toString()),
                    "avformat_alloc_output_context2");
            List<AVFormatContext> inputs = new ArrayList<>();
            for (Track track : tracks) {
                AVFormatContext in = new AVFormatContext(null);
                FfmpegException.check(
                        avformat_open_input(in, track.file().toString(), null, (AVDictionary) null),
                        "avformat_open_input");
                avformat_find_stream_info(in, (PointerPointer<?>) null);
                AVStream stream = avformat_new_stream(out, null);
                avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar());
                stream.codecpar().codec_tag(0);
                stream.time_base(in.streams(0).time_base());
                stream.avg_frame_rate(in.streams(0).avg_frame_rate());
                stream.disposition(track.disposition());
                inputs.add(in);
            }
            AVIOContext file = new AVIOContext(null);
            FfmpegException.check(avio_open(file, target.toString(), AVIO_FLAG_WRITE), "avio_open");
            out.pb(file);
            FfmpegException.check(avformat_write_header(out, (PointerPointer<?>) null), "avformat_write_header");
            for (int i = 0; i < tracks.length; i++) {
                copy(inputs.get(i), out, i, tracks[i].laterSeconds());
            }
            av_write_trailer(out);
            avio_closep(file);
            avformat_free_context(out);
            inputs.forEach(in -> avformat_close_input(in));
            return target;
        }
    }

    /** The packets of the only stream behind one of FFmpeg's filters of packets. */
    static Path filtered(Path target, Path source, String filter) throws Exception {
        try (PointerScope scope = new PointerScope();
                OutputStream out = Files.newOutputStream(target)) {
            AVFormatContext in = new AVFormatContext(null);
            FfmpegException.check(
                    avformat_open_input(in, source.toString(), null, (AVDictionary) null), "avformat_open_input");
            avformat_find_stream_info(in, (PointerPointer<?>) null);
            AVBSFContext filters = new AVBSFContext(null);
            FfmpegException.check(av_bsf_list_parse_str(filter, filters), "av_bsf_list_parse_str");
            avcodec_parameters_copy(filters.par_in(), in.streams(0).codecpar());
            FfmpegException.check(av_bsf_init(filters), "av_bsf_init");
            AVPacket packet = av_packet_alloc();
            while (av_read_frame(in, packet) >= 0) {
                av_bsf_send_packet(filters, packet);
                while (av_bsf_receive_packet(filters, packet) >= 0) {
                    byte[] bytes = new byte[packet.size()];
                    packet.data().get(bytes);
                    out.write(bytes);
                    av_packet_unref(packet);
                }
            }
            av_packet_free(packet);
            av_bsf_free(filters);
            avformat_close_input(in);
            return target;
        }
    }

    private static void copy(AVFormatContext in, AVFormatContext out, int track, double laterSeconds) {
        AVPacket packet = av_packet_alloc();
        AVRational from = in.streams(0).time_base();
        long later = Math.round(laterSeconds * from.den() / from.num());
        while (av_read_frame(in, packet) >= 0) {
            if (packet.stream_index() == 0) {
                packet.pts(packet.pts() + later);
                packet.dts(packet.dts() + later);
                av_packet_rescale_ts(packet, from, out.streams(track).time_base());
                packet.stream_index(track);
                packet.pos(-1);
                av_interleaved_write_frame(out, packet);
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
    }
}
