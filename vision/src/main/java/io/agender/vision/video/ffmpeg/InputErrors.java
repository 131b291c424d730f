package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_STREAM_NOT_FOUND;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;

import io.agender.vision.VisionException;
import io.agender.vision.image.TooManyPixels;
import java.time.Duration;

/**
 * What FFmpeg's return codes mean for whoever wants frames, in sentences that name the source.
 *
 * @param name the source
 * @param stallTimeout how long it was waited for
 */
public record InputErrors(String name, Duration stallTimeout) {

    static final String GIVE = "; give a video, an animation or a folder of pictures";

    /** The source could not be opened. */
    public VisionException refused(int code) {
        return new VisionException(name + " " + whyRefused(code));
    }

    private String whyRefused(int code) {
        if (code == AVERROR_HTTP_UNAUTHORIZED || code == AVERROR_HTTP_FORBIDDEN) {
            return "wants another user or password";
        }
        if (code == AVERROR_HTTP_NOT_FOUND) {
            return "is not there, says the server; check what follows the host in the address";
        }
        if (code == AVERROR_EOF) {
            return "closed the connection before a picture came";
        }
        if (code == AVERROR_INVALIDDATA || code == AVERROR_STREAM_NOT_FOUND) {
            return "answers, but with no video that can be read; check the address";
        }
        // FFmpeg has no code of its own for a name that nobody knows.
        String why = code == AVERROR_EIO()
                ? "the host is unknown, or the connection broke off before a picture came"
                : FfmpegException.text(code);
        return "cannot be opened: " + why + "; check the address, and that the camera is on";
    }

    /** Nothing, or nothing of use, came before the first frame. */
    public VisionException silent() {
        return new VisionException(name + " sent no picture within " + seconds(stallTimeout)
                + "; check the address, and that the camera is on");
    }

    /** Frames came, and then none. */
    public VisionException stalled() {
        return new VisionException(name + " sent no picture that can be decoded for " + seconds(stallTimeout));
    }

    public VisionException interrupted() {
        return new VisionException("reading " + name + " was interrupted");
    }

    /** A live source has no end. */
    public VisionException ended() {
        return new VisionException(name + " stopped sending and closed the connection");
    }

    public VisionException broken(int code) {
        String why = code == AVERROR_INVALIDDATA
                ? "what it sends is damaged"
                : code == AVERROR_EIO() ? "the connection was lost" : FfmpegException.text(code);
        return new VisionException(name + " broke off: " + why);
    }

    /** The system can't read a file on. */
    VisionException unreadable(int code) {
        return new VisionException(name + " cannot be read any further: " + FfmpegException.text(code));
    }

    VisionException resized(int width, int height, int newWidth, int newHeight) {
        return new VisionException(name + " changed its picture from " + width + " × " + height + " to " + newWidth
                + " × " + newHeight + " pixels; it must be opened anew");
    }

    public VisionException tooLarge(int width, int height, long maxPixels) {
        return new VisionException(name + " has pictures of " + TooManyPixels.text(width, height, maxPixels));
    }

    VisionException recoded(String codec, String newCodec) {
        return new VisionException(
                name + " changed its codec from " + codec + " to " + newCodec + "; it must be opened anew");
    }

    private static String seconds(Duration time) {
        long millis = time.toMillis();
        return (millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0)) + " s";
    }
}
