package io.agender.audit.window;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The times of final windows: stretches, each from its start to its end; at most 256, then the two oldest become one. */
final class FinalTimes {

    private static final int MAX_TIMES = 256;

    private final TreeMap<Instant, Instant> stretches = new TreeMap<>();

    FinalTimes copy() {
        FinalTimes copy = new FinalTimes();
        copy.stretches.putAll(stretches);
        return copy;
    }

    boolean contains(Instant time) {
        return endOfStretchAt(time).isPresent();
    }

    /** The end of the stretch that a time is in; empty when it is in none. */
    Optional<Instant> endOfStretchAt(Instant time) {
        return Optional.ofNullable(stretches.floorEntry(time))
                .map(Map.Entry::getValue)
                .filter(time::isBefore);
    }

    void add(Instant start, Instant end) {
        stretches.merge(start, end, (one, other) -> one.isAfter(other) ? one : other);
        joinAround(start);
        if (stretches.size() > MAX_TIMES) {
            stretches.put(stretches.firstKey(), stretches.remove(stretches.higherKey(stretches.firstKey())));
        }
    }

    private void joinAround(Instant start) {
        Instant first = start;
        Map.Entry<Instant, Instant> before = stretches.lowerEntry(start);
        if (before != null && !before.getValue().isBefore(start)) {
            first = before.getKey();
        }
        Instant next = stretches.higherKey(first);
        while (next != null && !next.isAfter(stretches.get(first))) {
            Instant end = stretches.remove(next);
            stretches.merge(first, end, (one, other) -> one.isAfter(other) ? one : other);
            next = stretches.higherKey(first);
        }
    }
}
