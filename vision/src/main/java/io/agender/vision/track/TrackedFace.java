package io.agender.vision.track;

import io.agender.vision.Detection;
import java.time.Instant;

/**
 * A face of a frame and its track.
 *
 * @param detection the face, as detected; or where it is expected, then without landmarks
 * @param key key of the track; 0 for a face without a track
 * @param number number of the track; 0 while it is not confirmed
 * @param startedAt when the track began; the frame's own time for a face without a track
 */
public record TrackedFace(Detection detection, int key, int number, Instant startedAt) {

    static TrackedFace of(Detection detection, Track track) {
        return new TrackedFace(detection, track.key(), track.number(), track.startedAt());
    }

    /** The same face, of which more may be known. */
    TrackedFace of(Detection known) {
        return known == detection ? this : new TrackedFace(known, key, number, startedAt);
    }

    /** Whether the face belongs to a track that was seen often enough to count. */
    public boolean confirmed() {
        return number > 0;
    }
}
