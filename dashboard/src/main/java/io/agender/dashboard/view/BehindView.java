package io.agender.dashboard.view;

import java.time.Duration;
import java.time.Instant;

/**
 * That frames of a camera wait for their analysis.
 *
 * @param since all that was sent before was analysed at once, by the dashboard's clock
 * @param seconds how old its newest picture was when its faces came; null where that can't be told, since the camera's clock and
 *     the dashboard's don't agree
 */
public record BehindView(Instant since, Long seconds) {

    /** What is farther apart than that are two clocks, or a recording. */
    private static final Duration MOST = Duration.ofDays(1);

    public static BehindView of(Instant since, Instant captured, Instant seen) {
        Duration age = Duration.between(captured, seen);
        return new BehindView(since, age.toSeconds() > 0 && age.compareTo(MOST) < 0 ? (Long) age.toSeconds() : null);
    }
}
