package io.agender.vision.video.ffmpeg;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** An FFmpeg call that failed; the caller says in a sentence what that means for the user. */
final class FfmpegException extends Exception {

    private static final long serialVersionUID = 1L;

    FfmpegException(String reason) {
        super(reason);
    }

    private FfmpegException(String call, String reason) {
        super(call + ": " + reason);
    }

    /** Passes a return code on, or throws when it is an error. */
    static int check(int code, String call) throws FfmpegException {
        if (code < 0) {
            throw new FfmpegException(call, text(code));
        }
        return code;
    }

    /** Passes an object on, or throws when there is none. */
    static <T> T present(T object, String call) throws FfmpegException {
        if (object == null) {
            throw new FfmpegException(call, "nothing returned");
        }
        return object;
    }

    /** FFmpeg's or the system's own words for a return code. */
    static String text(int code) {
        byte[] buffer = new byte[128];
        avutil.av_strerror(code, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
