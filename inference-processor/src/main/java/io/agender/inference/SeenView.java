package io.agender.inference;

import io.agender.schemas.CameraView;
import io.agender.schemas.FrameView;
import java.util.Optional;

/**
 * A camera's view after a frame.
 *
 * @param known what is to be kept of it; empty for nothing, and for a frame that must change nothing
 * @param told what the record says; empty when nobody knows
 */
record SeenView(Optional<CameraView> known, Optional<FrameView> told) {}
