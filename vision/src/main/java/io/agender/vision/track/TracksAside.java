package io.agender.vision.track;

import java.time.Instant;
import java.util.List;

/**
 * Tracks that are set aside while it is in doubt whether the camera's clock is right. Immutable.
 *
 * @param time the tracker's clock before it leapt
 * @param tracks the tracks of that time, by key
 */
public record TracksAside(Instant time, List<Track> tracks) {

    public TracksAside {
        tracks = List.copyOf(tracks);
    }
}
