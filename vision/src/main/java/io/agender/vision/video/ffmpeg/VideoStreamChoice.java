package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.agender.vision.VisionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.PointerPointer;

/** Which of the streams in a source is the video; and if none is, what to say. */
record VideoStreamChoice(InputAddress address, InputErrors errors) {

    /** A track with less than a tenth of another one's frames, or a single one, is a preview of it, or a thumbnail. */
    private static final long PREVIEW = 10;

    private record Track(AVStream stream, int number, long frames) {

        boolean isDefault() {
            return (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
        }

        /** Whether its frames are still pictures, as thumbnails are, and few videos. */
        boolean isOfPictures() {
            int codec = stream.codecpar().codec_id();
            return codec == AV_CODEC_ID_MJPEG || codec == AV_CODEC_ID_PNG;
        }

        @Override
        public String toString() {
            String size = stream.codecpar().width() + " x " + stream.codecpar().height();
            String codec = avcodec_get_name(stream.codecpar().codec_id()).getString();
            return "video track " + number + " (" + codec + ", " + size
                    + (frames == 1 ? ", a single picture" : frames > 1 ? ", " + frames + " frames" : "") + ")";
        }
    }

    /**
     * The video stream: of several in a file the one that is marked as the default, else the first, among those that are
     * not the cover, a thumbnail or a preview of another; over the network the one that FFmpeg thinks best.
     *
     * @throws VisionException when there is none
     */
    VideoTracks of(AVFormatContext context) {
        // The text of a letter, drawn as a film, is no video.
        if (context.iformat().name().getString().equals("tty")) {
            throw notAVideo();
        }
        List<Track> tracks = tracks(context);
        int best = address.isWatched() ? bestOnNetwork(context, tracks) : best(tracks);
        if (best < 0) {
            throw whyNone(context);
        }
        return new VideoTracks(best, notes(tracks, best));
    }

    /** FFmpeg's choice, if that is no still picture beside a video: nobody counts the frames of what is on the network. */
    private static int bestOnNetwork(AVFormatContext context, List<Track> tracks) {
        int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        List<Track> moving =
                tracks.stream().filter(track -> !track.isOfPictures()).toList();
        boolean moves = moving.stream().anyMatch(track -> track.stream().index() == best);
        return best < 0 || moves || moving.isEmpty() ? best : best(moving);
    }

    /** All but covers: the cover of a piece of music comes as a video stream of one picture. */
    private List<Track> tracks(AVFormatContext context) {
        List<AVStream> streams = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
                streams.add(stream);
            }
        }
        // AVI counts chunks that hold nothing, too.
        boolean stated = !context.iformat().name().getString().equals("avi")
                && streams.stream().allMatch(stream -> stream.nb_frames() > 0);
        boolean walk = streams.size() > 1 && !stated && !address.isWatched();
        PacketScan scan = walk ? PacketScan.of(address.url()) : null;
        List<Track> tracks = new ArrayList<>();
        for (AVStream stream : streams) {
            long frames = walk ? scan.stream(stream.index()).packets() : stream.nb_frames();
            tracks.add(new Track(stream, tracks.size() + 1, frames));
        }
        return tracks;
    }

    private static int best(List<Track> tracks) {
        long most = tracks.stream().mapToLong(Track::frames).max().orElse(0);
        return tracks.stream()
                .filter(track -> track.frames() * PREVIEW >= most && (track.frames() != 1 || most == 1))
                .min(Comparator.comparing(track -> !track.isDefault())) // the first of equals
                .map(track -> track.stream().index())
                .orElse(-1);
    }

    private static List<String> notes(List<Track> tracks, int taken) {
        List<String> notes = new ArrayList<>();
        if (tracks.size() > 1) {
            for (Track track : tracks) {
                notes.add(track + (track.stream().index() == taken ? " is taken" : " is left out"));
            }
        }
        return notes;
    }

    VisionException whyNone(AVFormatContext context) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                return new VisionException(address + " holds sound but no video" + InputErrors.GIVE);
            }
        }
        // An MP4 file without frames shows no streams; one of subtitles shows a stream of another kind.
        return context.nb_streams() == 0 ? noFrames() : notAVideo();
    }

    VisionException noFrames() {
        return address.isWatched()
                ? errors.refused(AVERROR_INVALIDDATA)
                : new VisionException(
                        address + " holds no frame that can be decoded; the file may be damaged or incomplete");
    }

    VisionException notAVideo() {
        return new VisionException(address + " is not a video that can be read" + InputErrors.GIVE);
    }
}
