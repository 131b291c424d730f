package io.agender.producer.source;

import java.time.Duration;

/**
 * Lets frames come at the moments at which they were taken, counted from when this was made. One that is behind does not
 * wait, and the first never does, wherever in the video it is. Belongs to one thread.
 */
final class Pace {

    private final Timing timing;
    private boolean begun;
    private long beganNanos;

    Pace(Timing timing) {
        this.timing = timing;
        this.beganNanos = timing.nanos().getAsLong();
    }

    /** Returns when so much time has passed since the beginning. */
    void await(Duration sinceBeginning) throws InterruptedException {
        long now = timing.nanos().getAsLong();
        long ahead = sinceBeginning.toNanos() - (now - beganNanos);
        if (!begun && ahead > 0) {
            beganNanos -= ahead;
            ahead = 0;
        }
        begun = true;
        if (ahead > 0) {
            timing.pause().of(Duration.ofNanos(ahead));
        }
    }
}
