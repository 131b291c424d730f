package io.agender.vision.engine;

/**
 * Who is still at work with native memory: it is freed when the last one has gone, not under the feet of a thread that
 * could not be stopped. Begins with one. Thread-safe.
 */
final class Occupancy {

    private final Runnable free;
    private int users = 1;

    Occupancy(Runnable free) {
        this.free = free;
    }

    /**
     * One more is at work.
     *
     * @throws IllegalStateException when all have gone
     */
    synchronized void enter() {
        if (users == 0) {
            throw new IllegalStateException("The engine is closed.");
        }
        users++;
    }

    /** One of them has gone. */
    synchronized void leave() {
        users--;
        if (users == 0) {
            free.run();
        }
    }
}
