package io.agender.vision.video.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * FFmpeg writes its remarks to stderr, past every log file. What matters of them comes back as return codes, which
 * this package turns into sentences, so the remarks are turned off, once for the process.
 */
public final class NativeLog {

    private NativeLog() {}

    /** Turns FFmpeg's own output off. May be called any number of times, from any thread. */
    public static void silence() {
        Once.DONE.run();
    }

    private enum Once implements Runnable {
        DONE;

        Once() {
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        }

        @Override
        public void run() {}
    }
}
