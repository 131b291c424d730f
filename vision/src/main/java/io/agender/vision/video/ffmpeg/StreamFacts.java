package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_PTS;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.video.FrameShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What a source says of its video stream.
 *
 * <p>The length is the video stream's own where the container states it (MP4, GIF, Matroska's tags), else the
 * container's when nothing but video is in it. Where neither is known, or only guessed from the bit rate, all packets
 * are walked through once, without decoding. So the stated length covers the last frame, to the rounding of the
 * container's clock. Where an edit list hides frames, the number and the length are those of the frames that are shown.
 *
 * @param format container and codec
 * @param timeBase unit of the stream's timestamps
 * @param framesPerSecond mean rate
 * @param frames number of frames; 0 when unknown
 * @param micros from the first frame to the end of the last one, of a file at least one frame's time; 0 when unknown
 * @param live whether frames come when a camera takes them
 * @param notes what a person should know, as in {@link VideoInfo#notes()}
 */
record StreamFacts(
        String format,
        TimeBase timeBase,
        double framesPerSecond,
        long frames,
        long micros,
        boolean live,
        List<String> notes) {

    /** A GIF's decoder. */
    private static final String GIF = "gif";

    private static final String FEW_COLOURS =
            "it is a GIF, so its colours are few and mostly dithered; genders of small faces are wrong more often in it";

    /** For files that state no rate, such as one-frame animations. */
    private static final double DEFAULT_RATE = 25;

    /** Rates beyond these are no rates: some headers hold the unit of a clock instead. */
    private static final double SLOWEST = 0.01;

    private static final double FASTEST = 1_000;

    /** A year. */
    private static final long MAX_MICROS = 365 * 86_400_000_000L;

    private static final Pattern TAGGED_TIME = Pattern.compile("(\\d{1,4}):(\\d{2}):(\\d{2}(?:\\.\\d{1,9})?)");

    /** @param location what FFmpeg opens, for the walk through a file's packets */
    static StreamFacts of(MediaInput input, String location) {
        AVStream stream = input.video();
        String format = firstName(input.container()) + "/" + input.codecName();
        TimeBase timeBase = TimeBase.of(stream.time_base());
        StreamFacts facts =
                switch (input.kind()) {
                    case FILE -> ofFile(format, timeBase, input, location);
                    case CAMERA, WEB -> ofNetwork(format, timeBase, input, stream);
                };
        return input.codecName().equals(GIF) ? facts.with(FEW_COLOURS) : facts;
    }

    private StreamFacts with(String note) {
        List<String> said = new ArrayList<>(notes);
        said.add(note);
        return new StreamFacts(format, timeBase, framesPerSecond, frames, micros, live, said);
    }

    private static StreamFacts ofNetwork(String format, TimeBase timeBase, MediaInput input, AVStream stream) {
        if (input.isLive()) {
            // FFmpeg makes up a rate where pictures just follow each other.
            return new StreamFacts(format, timeBase, input.hasTimes() ? rate(stream) : 0, 0, 0, true, input.notes());
        }
        OptionalLong shown = ShownFrames.of(stream);
        long ofStream = timeBase.micros(stream.duration()).orElse(0);
        long micros = input.hasTimes()
                ? credible(ofStream > 0 ? ofStream : input.context().duration())
                : 0;
        double mean = shown.isPresent() && micros > 0 ? shown.getAsLong() * 1e6 / micros : webRate(stream);
        long frames = shown.orElse(Math.max(0, stream.nb_frames()));
        return new StreamFacts(format, timeBase, mean, frames, micros, false, input.notes());
    }

    private static StreamFacts ofFile(String format, TimeBase timeBase, MediaInput input, String location) {
        AVStream stream = input.video();
        long frames = Math.max(0, stream.nb_frames());
        boolean cut = ShownFrames.of(stream).isPresent();
        long micros = cut ? 0 : credible(statedMicros(input.context(), stream, timeBase));
        double stated = rate(stream) > 0 ? rate(stream) : DEFAULT_RATE;
        if (micros <= 0) {
            PacketSpan scan = PacketScan.of(location).stream(stream.index());
            frames = scan.packets();
            long counted = Math.round(frames * 1e6 / stated);
            micros = credible(scan.micros().orElse(counted));
        }
        // A mean over the whole file where it can be had: FFmpeg's own is a guess from the first frames.
        double mean = frames > 1 && micros > 0 ? frames * 1e6 / micros : stated;
        return new StreamFacts(
                format, timeBase, mean, frames, Math.max(micros, Math.round(1e6 / mean)), false, input.notes());
    }

    /**
     * The same of a stream without container, whose frames come at the rate that its own headers state.
     *
     * @param stated of the headers; 0 when they state none
     */
    StreamFacts withoutContainer(double stated) {
        boolean known = stated >= SLOWEST && stated <= FASTEST;
        double rate = known ? stated : DEFAULT_RATE;
        List<String> said = new ArrayList<>(notes);
        if (!known && frames != 1) {
            said.add("it states no frame rate; " + Math.round(DEFAULT_RATE) + " frames a second are assumed");
        }
        return new StreamFacts(format, timeBase, rate, frames, Math.round(frames * 1e6 / rate), live, said);
    }

    /** Damage can make a length of any number. */
    private static long credible(long micros) {
        return micros > 0 && micros < MAX_MICROS ? micros : 0;
    }

    private static long statedMicros(AVFormatContext input, AVStream stream, TimeBase timeBase) {
        if (input.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE
                || isMpegStream(input)
                || input.iformat().name().getString().equals("flv")) {
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

    /** Without a look at many frames FFmpeg takes the fields of H.264 for frames; the decoder's own rate shows it. */
    private static double webRate(AVStream stream) {
        double mean = rate(stream);
        double stated = ratio(stream.codecpar().framerate());
        return stream.nb_frames() == 0 && stated > 0 && Math.abs(mean / stated - 2) < 0.01 ? stated : mean;
    }

    private static double rate(AVStream stream) {
        double mean = ratio(stream.avg_frame_rate());
        double base = ratio(stream.r_frame_rate());
        return mean > 0 ? mean : Math.max(base, 0);
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
                micros > 0 ? Optional.of(Duration.ofNanos(micros * 1000)) : Optional.empty(),
                shape.upright().quarterTurns() * 90,
                shape.upright().mirrored(),
                live,
                notes);
    }
}
