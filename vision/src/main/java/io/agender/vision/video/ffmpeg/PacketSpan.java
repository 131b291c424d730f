package io.agender.vision.video.ffmpeg;

import java.util.OptionalLong;

/**
 * Adds up the packets of one stream, in the order in which they are decoded. Where the clock starts anew, as between
 * joined recordings, the stretches before and after count one after the other, as {@link FrameClock} lets their frames
 * follow each other.
 */
final class PacketSpan {

    /** FFmpeg's limit: decoding times that go back further begin something new. */
    private static final long MAX_STEP_BACK_MICROS = 100_000;

    private final TimeBase timeBase;
    private final long leapMicros;
    private long packets;
    private long closedMicros;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long lastLasts;
    private long counted;
    private long countedAtLast;
    private long lastDecoded;

    /** @param jumps whether a jump forward means that the clock started anew */
    PacketSpan(TimeBase timeBase, boolean jumps) {
        this.timeBase = timeBase;
        this.leapMicros = FrameClock.leapMicros(jumps);
    }

    /** A packet, with FFmpeg's times for decoding and showing it and the time that it lasts. */
    void add(long decoded, long shown, long lasts) {
        packets++;
        OptionalLong shownMicros = timeBase.micros(shown);
        if (shownMicros.isEmpty()) {
            counted += countedAtLast > 0 ? 1 : 0;
            return;
        }
        long clock = timeBase.micros(decoded).orElse(shownMicros.getAsLong());
        long duration = Math.max(0, timeBase.micros(lasts).orElse(0));
        boolean leaps = clock < lastDecoded - MAX_STEP_BACK_MICROS || clock > lastDecoded + duration + leapMicros;
        if (countedAtLast > 0 && leaps) {
            closedMicros += stretch();
            first = Long.MAX_VALUE;
            last = Long.MIN_VALUE;
            counted = 0;
        }
        lastDecoded = clock;
        counted++;
        first = Math.min(first, shownMicros.getAsLong());
        if (shownMicros.getAsLong() > last) {
            last = shownMicros.getAsLong();
            lastLasts = duration;
        }
        countedAtLast = counted;
    }

    /** The number of packets, which is the number of frames for all usual codecs. */
    long packets() {
        return packets;
    }

    /** From the first frame to the end of the last one, in microseconds; empty without timestamps. */
    OptionalLong micros() {
        long micros = closedMicros + stretch();
        return micros > 0 ? OptionalLong.of(micros) : OptionalLong.empty();
    }

    /** Frames of which the container says neither when they are shown nor how long take as long as those before. */
    private long stretch() {
        if (countedAtLast == 0) {
            return 0;
        }
        long step = countedAtLast > 1 ? (last - first) / (countedAtLast - 1) : lastLasts;
        return last - first + step * (counted - countedAtLast) + (lastLasts > 0 ? lastLasts : step);
    }
}
