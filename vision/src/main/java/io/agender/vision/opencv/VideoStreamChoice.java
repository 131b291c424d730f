package io.agender.vision.opencv;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.agender.vision.VisionException;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.PointerPointer;

/** Which of the streams in a source is the video; and if none is, what to say. */
record VideoStreamChoice(InputAddress address, InputTrouble trouble) {

    /**
     * Index of the video stream: in a file the first, else the one that FFmpeg thinks best.
     *
     * @throws VisionException when there is none
     */
    int of(AVFormatContext context) {
        // The text of a letter, drawn as a film, is no video.
        if (context.iformat().name().getString().equals("tty")) {
            throw notAVideo();
        }
        int best = address.isWatched()
                ? av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0)
                : first(context);
        if (best < 0) {
            throw whyNone(context);
        }
        return best;
    }

    private static int first(AVFormatContext context) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            // The cover of a piece of music comes as a video stream of one picture.
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                    && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
                return i;
            }
        }
        return -1;
    }

    VisionException whyNone(AVFormatContext context) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                return new VisionException(address + " holds sound but no video" + InputTrouble.GIVE);
            }
        }
        // An MP4 file without frames shows no streams; one of subtitles shows a stream of another kind.
        return context.nb_streams() == 0 ? noFrames() : notAVideo();
    }

    VisionException noFrames() {
        return address.isWatched()
                ? trouble.refused(AVERROR_INVALIDDATA)
                : new VisionException(
                        address + " holds no frame that can be decoded; the file may be damaged or incomplete");
    }

    VisionException notAVideo() {
        return new VisionException(address + " is not a video that can be read" + InputTrouble.GIVE);
    }
}
