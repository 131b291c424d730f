package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.vision.EncodedImage;

/** Finds the faces of a frame and chooses those that are to be classified. Belongs to the thread of its analyzer. */
interface FaceFinder {

    /**
     * Looks at a frame.
     *
     * @param known what is known of the camera's tracks; null for nothing
     * @param image the frame's picture
     */
    FrameFindings find(CameraTracks known, Frame frame, EncodedImage image);

    /** Whether faces are followed from frame to frame. */
    boolean tracks();

    /** Whether it is measured how long tracks watch. */
    boolean measuresAttention();
}
