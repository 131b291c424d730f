package io.agender.launcher.produce;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Frames a second over the last ten seconds. Belongs to one thread. */
final class Rate {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long frames) {}

    /** The rate, now that there are so many frames. */
    double at(long nanos, long frames) {
        looks.add(new Look(nanos, frames));
        while (looks.size() > 2 && nanos - looks.peekFirst().nanos() > WINDOW_NANOS) {
            looks.removeFirst();
        }
        Look first = looks.peekFirst();
        return nanos == first.nanos() ? 0 : (frames - first.frames()) * 1e9 / (nanos - first.nanos());
    }
}
