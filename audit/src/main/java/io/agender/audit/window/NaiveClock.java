package io.agender.audit.window;

import java.time.Duration;
import java.time.Instant;

/**
 * What time it is for a camera, as its capture times tell: a time close to the clock is believed, one that is not only when
 * the next frame speaks for it too.
 */
final class NaiveClock {

    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    private final Duration grace;
    private final Duration close;
    private Instant now;
    private Instant doubted;

    NaiveClock(Duration grace) {
        this.grace = grace;
        this.close = grace.compareTo(AT_LEAST) > 0 ? grace : AT_LEAST;
    }

    Instant now() {
        return now;
    }

    /** How far a time is behind, where that is more than the grace; zero otherwise. */
    Duration behind(Instant time) {
        Duration behind = Duration.between(time, now);
        return behind.compareTo(grace) > 0 ? behind : Duration.ZERO;
    }

    /** Whether a time is ahead by more than being close. */
    boolean isFarAhead(Instant time) {
        return Duration.between(now, time).compareTo(close) > 0;
    }

    /** Takes a frame's time in, and tells by how much a doubted time, now believed, moved the clock. */
    Duration hear(Instant time) {
        if (now == null) {
            now = time;
        }
        Instant before = doubted;
        doubted = null;
        if (!isFar(time)) {
            now = now.isAfter(time) ? now : time;
            return Duration.ZERO;
        }
        boolean believed = before != null
                && (isFarAhead(before) && isFarAhead(time) || !isFarAhead(before) && !isFarAhead(time))
                && Duration.between(time, before).compareTo(close) <= 0;
        if (!believed) {
            doubted = time;
            return Duration.ZERO;
        }
        Duration moved = Duration.between(now, before);
        now = before;
        if (isFar(time)) {
            doubted = time;
        } else if (time.isAfter(now)) {
            now = time;
        }
        return moved;
    }

    private boolean isFar(Instant time) {
        return Duration.between(now, time).abs().compareTo(close) > 0;
    }
}
