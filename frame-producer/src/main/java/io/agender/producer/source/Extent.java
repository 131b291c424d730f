package io.agender.producer.source;

import io.agender.vision.VideoInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of a camera is wanted.
 *
 * @param duration from the first frame on, in the time of the frames
 * @param limit number of frames
 */
public record Extent(Optional<Duration> duration, OptionalLong limit) {

    /** All that there is. */
    public static final Extent ALL = new Extent(Optional.empty(), OptionalLong.empty());

    /** Whether no frame may come after so many. */
    boolean isFull(long frames) {
        return limit.isPresent() && frames >= limit.getAsLong();
    }

    /** Whether a frame comes too late, so long after the first one. */
    boolean isOver(Duration sinceFirst) {
        return duration.isPresent() && sinceFirst.compareTo(duration.get()) >= 0;
    }

    /** How many frames of a source this is, where that can be told; an estimate. */
    public OptionalLong expected(VideoInfo info, boolean endless) {
        long most = limit.orElse(Long.MAX_VALUE);
        if (duration.isPresent() && info.framesPerSecond() > 0) {
            most = Math.min(most, Math.round(duration.get().toNanos() * info.framesPerSecond() / 1e9));
        }
        if (!endless && !info.live() && info.frames().isPresent()) {
            most = Math.min(most, info.frames().getAsLong());
        }
        return most == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(most);
    }
}
