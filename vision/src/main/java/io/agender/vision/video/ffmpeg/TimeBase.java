package io.agender.vision.video.ffmpeg;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** The unit of a stream's timestamps: {@code numerator / denominator} seconds. */
record TimeBase(int numerator, int denominator) {

    static TimeBase of(AVRational rational) {
        return new TimeBase(rational.num(), rational.den());
    }

    /** Microseconds, rounded to the nearest; nothing for FFmpeg's "no timestamp". */
    OptionalLong micros(long ticks) {
        if (ticks == avutil.AV_NOPTS_VALUE || denominator <= 0) {
            return OptionalLong.empty();
        }
        // Whole seconds apart, so that long recordings with fine ticks do not overflow.
        long units = ticks * numerator;
        long seconds = Math.floorDiv(units, denominator);
        long rest = Math.floorMod(units, denominator);
        return OptionalLong.of(seconds * 1_000_000 + Math.round(rest * 1e6 / denominator));
    }
}
