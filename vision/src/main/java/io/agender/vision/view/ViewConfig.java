package io.agender.vision.view;

import java.time.Duration;

/**
 * When a view that looks impaired is told. The thresholds of the picture itself are constants of {@link Evidence}; how
 * all were found is in docs/view.md.
 *
 * @param after how long a view must look impaired, by the camera's clock. Raising it spares the alarm for someone who
 *     stands close before the lens, and tells of a cover later
 * @param acceptedAfter how long a view that was moved is told of before it is taken for the camera's view
 */
public record ViewConfig(Duration after, Duration acceptedAfter) {

    /** What holds unless somebody sets it. */
    public static final ViewConfig DEFAULTS = new ViewConfig(Duration.ofSeconds(10), Duration.ofHours(1));

    /** A person who stands still before the lens makes another view as well, and seldom stands so for half a minute. */
    private static final int MOVED_TIMES = 3;

    /** A cover that is taken away is believed sooner than one that comes: faces are there to be counted. */
    private static final Duration CLEAR_AFTER = Duration.ofSeconds(3);

    public ViewConfig {
        if (after.isNegative() || acceptedAfter.isNegative()) {
            throw new IllegalArgumentException("a view is told of after 0 or more");
        }
    }

    /** How long a view must look impaired in this way before it is told. */
    Duration toldAfter(ViewKind kind) {
        return kind == ViewKind.MOVED ? after.multipliedBy(MOVED_TIMES) : after;
    }

    /** How long a view that is told impaired must look well before that is over. */
    Duration clearAfter(ViewKind kind) {
        return CLEAR_AFTER.compareTo(toldAfter(kind)) < 0 ? CLEAR_AFTER : toldAfter(kind);
    }
}
