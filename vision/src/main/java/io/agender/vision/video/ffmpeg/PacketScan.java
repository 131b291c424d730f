package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * What a walk over all packets of a file finds, for files whose container does not say how long they are, or which of
 * its tracks is the video. Nothing is decoded.
 */
final class PacketScan {

    private final List<PacketSpan> spans;

    private PacketScan(List<PacketSpan> spans) {
        this.spans = spans;
    }

    /** An empty result when the file cannot be opened a second time. */
    static PacketScan of(String url) {
        try (PointerScope scope = new PointerScope()) {
            AVFormatContext input = new AVFormatContext(null);
            AVDictionary options = new AVDictionary(null);
            av_dict_set(options, "protocol_whitelist", "file", 0);
            int opened = avformat_open_input(input, url, null, options);
            av_dict_free(options);
            if (opened < 0) {
                return new PacketScan(List.of());
            }
            try {
                // Without it some formats do not know their time base yet.
                avformat_find_stream_info(input, (PointerPointer<?>) null);
                return walk(input);
            } finally {
                avformat_close_input(input);
            }
        }
    }

    private static PacketScan walk(AVFormatContext input) {
        boolean jumps = FrameClock.mayJump(input.iformat());
        List<PacketSpan> spans = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(input, packet) >= 0) {
            while (spans.size() <= packet.stream_index()) {
                spans.add(new PacketSpan(TimeBase.of(input.streams(spans.size()).time_base()), jumps));
            }
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                spans.get(packet.stream_index()).add(packet.dts(), packet.pts(), packet.duration());
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        return new PacketScan(spans);
    }

    /** What was found of a stream. */
    PacketSpan stream(int index) {
        return index < spans.size() ? spans.get(index) : new PacketSpan(new TimeBase(1, 1), false);
    }
}
