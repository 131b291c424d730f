package io.agender.vision.opencv;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_PTS;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What a file says of its video stream.
 *
 * <p>The length is the video stream's own where the container states it (MP4, GIF, Matroska's tags), else the
 * container's when nothing but video is in it. Where neither is known, or only guessed from the bit rate, all packets
 * are walked through once, without decoding. So the stated length covers the last frame, to the rounding of the container's clock.
 *
 * @param format container and codec
 * @param timeBase unit of the stream's timestamps
 * @param framesPerSecond mean rate
 * @param frames number of frames; 0 when unknown
 * @param micros from the first frame to the end of the last one; at least one frame's time
 */
record StreamFacts(String format, TimeBase timeBase, double framesPerSecond, long frames, long micros) {

    /** For files that state no rate, such as one-frame animations. */
    private static final double USUAL_RATE = 25;

    private static final Pattern TAGGED_TIME = Pattern.compile("(\\d{1,4}):(\\d{2}):(\\d{2}(?:\\.\\d{1,9})?)");

    static StreamFacts of(AVFormatContext input, AVStream stream, String codec, String url) {
        TimeBase timeBase = TimeBase.of(stream.time_base());
        long frames = Math.max(0, stream.nb_frames());
        long micros = statedMicros(input, stream, timeBase);
        double stated = rate(stream);
        if (micros <= 0) {
            PacketScan scan = PacketScan.of(url, stream.index());
            frames = scan.packets();
            // Joined recordings start their timestamps anew, so the span of these may be less than the frames take.
            long counted = Math.round(frames * 1e6 / stated);
            micros = isMpegStream(input)
                    ? Math.max(scan.micros().orElse(0), counted)
                    : scan.micros().orElse(counted);
        }
        // A mean over the whole file where it can be had: FFmpeg's own is a guess from the first frames.
        double mean = frames > 1 && micros > 0 ? frames * 1e6 / micros : stated;
        String container = input.iformat().name().getString();
        return new StreamFacts(
                firstName(container) + "/" + codec, timeBase, mean, frames, Math.max(micros, Math.round(1e6 / mean)));
    }

    private static long statedMicros(AVFormatContext input, AVStream stream, TimeBase timeBase) {
        if (input.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE || isMpegStream(input)) {
            return 0;
        }
        long ofStream = timeBase.micros(stream.duration()).orElseGet(() -> taggedMicros(stream));
        if (ofStream > 0) {
            return ofStream;
        }
        // In microseconds; "unknown" is negative. With sound beside the video it may be the sound's length.
        return input.nb_streams() == 1 ? input.duration() : 0;
    }

    /** Of MPEG program and transport streams FFmpeg compares the first and the last timestamp, nothing between. */
    private static boolean isMpegStream(AVFormatContext input) {
        return input.duration_estimation_method() == AVFMT_DURATION_FROM_PTS;
    }

    /** Matroska keeps a stream's length in a tag, such as {@code 00:01:30.040000000}. */
    private static long taggedMicros(AVStream stream) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), "DURATION", null, 0);
        Matcher time = TAGGED_TIME.matcher(entry == null ? "" : entry.value().getString());
        if (!time.matches()) {
            return 0;
        }
        long minutes = Long.parseLong(time.group(1)) * 60 + Long.parseLong(time.group(2));
        return Math.round((minutes * 60 + Double.parseDouble(time.group(3))) * 1e6);
    }

    private static double rate(AVStream stream) {
        double mean = ratio(stream.avg_frame_rate());
        double base = ratio(stream.r_frame_rate());
        return mean > 0 ? mean : base > 0 ? base : USUAL_RATE;
    }

    private static double ratio(AVRational rational) {
        return rational.den() == 0 ? 0 : (double) rational.num() / rational.den();
    }

    /** FFmpeg names a demuxer by all its formats, as in {@code mov,mp4,m4a}. */
    private static String firstName(String container) {
        String[] names = container.split(",");
        return names.length > 1 && names[0].equals("mov") ? names[1] : names[0];
    }

    VideoInfo info(FrameShape shape, VideoOptions options) {
        boolean thinned = options.framesPerSecond() > 0 && options.framesPerSecond() < framesPerSecond;
        double delivered = thinned ? options.framesPerSecond() : framesPerSecond;
        long count = thinned ? (long) Math.ceil(micros * delivered / 1e6) : frames;
        return new VideoInfo(
                format,
                shape.width(),
                shape.height(),
                delivered,
                count > 0 ? OptionalLong.of(count) : OptionalLong.empty(),
                Optional.of(Duration.ofNanos(micros * 1000)));
    }
}
