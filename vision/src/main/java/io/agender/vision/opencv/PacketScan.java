package io.agender.vision.opencv;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * What a walk over all packets of a video stream finds, for files whose container does not say how long they are.
 * Nothing is decoded.
 *
 * @param packets number of packets, which is the number of frames for all usual codecs
 * @param micros from the first frame to the end of the last one, in microseconds; empty without timestamps
 */
record PacketScan(long packets, OptionalLong micros) {

    /** An empty result when the file cannot be opened a second time. */
    static PacketScan of(String url, int stream) {
        try (PointerScope scope = new PointerScope()) {
            AVFormatContext input = new AVFormatContext(null);
            AVDictionary options = new AVDictionary(null);
            av_dict_set(options, "protocol_whitelist", "file", 0);
            int opened = avformat_open_input(input, url, null, options);
            av_dict_free(options);
            if (opened < 0) {
                return new PacketScan(0, OptionalLong.empty());
            }
            try {
                // Without it some formats do not know their time base yet.
                avformat_find_stream_info(input, (PointerPointer<?>) null);
                return stream < input.nb_streams() ? walk(input, stream) : new PacketScan(0, OptionalLong.empty());
            } finally {
                avformat_close_input(input);
            }
        }
    }

    private static PacketScan walk(AVFormatContext input, int stream) {
        TimeBase timeBase = TimeBase.of(input.streams(stream).time_base());
        AVPacket packet = av_packet_alloc();
        long packets = 0;
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        while (av_read_frame(input, packet) >= 0) {
            if (packet.stream_index() == stream) {
                packets++;
                OptionalLong time = timeBase.micros(packet.pts());
                if (time.isPresent()) {
                    first = Math.min(first, time.getAsLong());
                    long lasts = timeBase.micros(packet.duration()).orElse(0);
                    end = Math.max(end, time.getAsLong() + lasts);
                }
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        return new PacketScan(packets, end > first ? OptionalLong.of(end - first) : OptionalLong.empty());
    }
}
