package io.agender.vision.export;

/** Turns positions into a written video's timestamps, which must start at 0 and rise with every frame. */
final class EncoderClock {

    /**
     * Ticks a second: whole numbers of them for a millisecond and for 10, 12.5, 24, 25, 30 and 60 frames a second.
     * JavaCV's recorder counts them in 32 bits, which end after eight days.
     */
    static final int TICKS_PER_SECOND = 3_000;

    private long origin;
    private long last = -1;

    long ticks(long positionMicros) {
        if (last < 0) {
            origin = positionMicros;
        }
        long ticks = Math.round((positionMicros - origin) * (TICKS_PER_SECOND / 1e6));
        last = Math.max(ticks, last + 1);
        return last;
    }
}
