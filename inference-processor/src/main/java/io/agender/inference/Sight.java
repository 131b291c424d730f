package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.PendingCrop;
import io.agender.vision.track.TrackedFace;
import java.util.List;

/**
 * What was seen in a frame.
 *
 * @param outcome what became of the frame
 * @param width width of the picture in pixels
 * @param height height of the picture in pixels
 * @param faces the faces, best score first; key 0 for those that are not followed
 * @param crops the faces that are to be classified
 * @param decodeNanos how long decoding took
 * @param detectNanos how long detecting, following and cutting took
 */
record Sight(
        FrameOutcome outcome,
        int width,
        int height,
        List<TrackedFace> faces,
        List<PendingCrop> crops,
        long decodeNanos,
        long detectNanos) {

    /** The detector did not look: only what the frame says of itself is known, and where faces should be. */
    static Sight predicted(Frame frame, List<TrackedFace> faces) {
        return new Sight(FrameOutcome.PREDICTED, frame.getWidth(), frame.getHeight(), faces, List.of(), 0, 0);
    }

    /** The picture can't be read. */
    static Sight undecodable(Frame frame) {
        return new Sight(FrameOutcome.UNDECODABLE, frame.getWidth(), frame.getHeight(), List.of(), List.of(), 0, 0);
    }
}
