package io.agender.vision.track;

/**
 * A face of a frame, its track, and whether it is to be classified.
 *
 * @param face the face and its track
 * @param quality how much a crop of it tells, a {@link FaceQuality}, or at most that where it is not due; 0 for a face that was not looked for
 * @param due whether it is its turn
 */
public record FollowedFace(TrackedFace face, double quality, boolean due) {

    static FollowedFace predicted(TrackedFace face) {
        return new FollowedFace(face, 0, false);
    }
}
