package io.agender.verification;

import io.agender.vision.HeadPose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long tracks have watched, counted anew from all their sights each time, with the default settings of attention: turned
 * by at most 22.5 degrees to a side and 60 up or down, for 300 ms at least, with no gap of more than a second.
 */
final class NaiveWatch {

    private record Sight(Instant time, boolean watching) {}

    private final Map<Integer, List<Sight>> sights = new HashMap<>();
    private final Map<Integer, Long> told = new HashMap<>();

    void see(int key, Optional<HeadPose> pose, Instant time) {
        pose.ifPresent(head -> sights.computeIfAbsent(key, none -> new ArrayList<>())
                .add(new Sight(time, Math.abs(head.yaw()) <= 22.5 && Math.abs(head.pitch()) <= 60)));
    }

    /** Milliseconds in all. */
    long of(int key) {
        Duration watched = Duration.ZERO;
        Sight first = null;
        Sight last = null;
        for (Sight sight : sights.getOrDefault(key, List.of())) {
            boolean goesOn = first != null
                    && sight.watching
                    && !sight.time.isBefore(last.time)
                    && !sight.time.isAfter(last.time.plusSeconds(1));
            if (!goesOn) {
                watched = watched.plus(length(first, last));
                first = sight.watching ? sight : null;
            }
            last = sight;
        }
        return watched.plus(length(first, last)).toMillis();
    }

    private static Duration length(Sight first, Sight last) {
        if (first == null) {
            return Duration.ZERO;
        }
        Duration length = Duration.between(first.time, last.time);
        return length.toMillis() < 300 ? Duration.ZERO : length;
    }

    /** Milliseconds since this was asked last. */
    long more(int key) {
        long now = of(key);
        Long before = told.put(key, now);
        return before == null ? now : now - before;
    }

    void forget(int key) {
        sights.remove(key);
        told.remove(key);
    }

    void forgetAll() {
        sights.clear();
        told.clear();
    }
}
