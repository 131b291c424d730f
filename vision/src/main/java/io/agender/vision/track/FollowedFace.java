package io.agender.vision.track;

import java.time.Duration;
import java.util.Optional;

/**
 * A face of a frame, its track, and whether it is to be classified.
 *
 * @param face the face and its track
 * @param quality how much a crop of it tells, a {@link FaceQuality}, or at most that where it is not due; 0 for a face that was not looked for
 * @param due whether it is its turn
 * @param watched how long its track has watched; empty for a face without a confirmed track, and where that is
 *     not measured
 */
public record FollowedFace(TrackedFace face, double quality, boolean due, Optional<Watched> watched) {

    /**
     * How long a track has watched.
     *
     * @param total up to this frame
     * @param added by how much that is more than what was told before: these add up to the total
     */
    public record Watched(Duration total, Duration added) {}
}
