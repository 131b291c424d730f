package io.agender.vision.track;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the detector rests after it looked, while the boxes of tracks are predicted. Immutable.
 *
 * @param longest the rest, or the longest one
 * @param bySpeed whether the rest follows from how the tracks move
 */
public record DetectInterval(Duration longest, boolean bySpeed) {

    /** The detector looks at every frame. */
    public static final DetectInterval NONE = of(Duration.ZERO);

    /**
     * The detector rests for as long as no face moves by more than a quarter of its side, and 300 ms at most: who comes in
     * meanwhile is seen so much later. While there is nobody, or a face is new or out of sight, it looks at every frame.
     */
    public static final DetectInterval AUTO = new DetectInterval(Duration.ofMillis(300), true);

    /** By how much a face may move unseen, in sides of its box: less than what its box overlaps with itself after it. */
    private static final double UNSEEN = 0.25;

    /** A track is known this long before its speed is believed: the filter begins with a face that stands. */
    private static final Duration KNOWN = Duration.ofMillis(500);

    public DetectInterval {
        Objects.requireNonNull(longest, "longest");
        if (longest.isNegative()) {
            throw new IllegalArgumentException("the detector rests for 0 or more, not " + longest);
        }
    }

    /** Always the same rest; zero for none. */
    public static DetectInterval of(Duration rest) {
        return new DetectInterval(rest, false);
    }

    /** How long it rests after a look that left this known. */
    Duration after(TrackerState tracks) {
        if (!bySpeed) {
            return longest;
        }
        if (tracks.tracks().isEmpty() || tracks.aside().isPresent()) {
            return Duration.ZERO;
        }
        return tracks.tracks().stream()
                .map(track -> after(track, tracks))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private Duration after(Track track, TrackerState tracks) {
        boolean known = track.confirmed()
                && !tracks.isLost(track)
                && Duration.between(track.startedAt(), tracks.time()).compareTo(KNOWN) >= 0;
        if (!known) {
            return Duration.ZERO;
        }
        double sides = track.motion().speed();
        return sides * seconds(longest) <= UNSEEN ? longest : Duration.ofNanos(Math.round(UNSEEN / sides * 1e9));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
