package io.agender.vision.track;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a {@link Tracker} knows of one stream: plain values only, so that it can be kept in a store. Immutable. Its
 * size is bounded by twice {@link TrackerConfig#maxTracks()}.
 *
 * @param time when the detector last looked, by the camera's clock; while there are tracks it goes back by a leap only
 * @param lastKey highest key given to a track; 0 for none
 * @param lastNumber highest number given to a confirmed track; 0 for none
 * @param tracks the tracks that are followed, by key
 * @param aside what was followed before the clock leapt; empty once a next frame has told whether the leap was right
 */
public record TrackerState(Instant time, int lastKey, int lastNumber, List<Track> tracks, Optional<TracksAside> aside) {

    public TrackerState {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(aside, "aside");
        tracks = List.copyOf(tracks);
    }

    /** A state whose clock is not in doubt. */
    public TrackerState(Instant time, int lastKey, int lastNumber, List<Track> tracks) {
        this(time, lastKey, lastNumber, tracks, Optional.empty());
    }

    /** What is known before the first frame: nothing. */
    public static TrackerState initial() {
        return new TrackerState(Instant.EPOCH, 0, 0, List.of());
    }

    /** Whether the face was not seen when the detector last looked. */
    public boolean isLost(Track track) {
        return track.lastSeenAt().isBefore(time);
    }

    /** The track of a key; empty where there is none. */
    public Optional<Track> track(int key) {
        return tracks.stream().filter(track -> track.key() == key).findFirst();
    }

    /** The state with another version of one of its tracks; without a track of that key, the same state. */
    public TrackerState with(Track changed) {
        return new TrackerState(
                time,
                lastKey,
                lastNumber,
                tracks.stream()
                        .map(track -> track.key() == changed.key() ? changed : track)
                        .toList(),
                aside);
    }
}
