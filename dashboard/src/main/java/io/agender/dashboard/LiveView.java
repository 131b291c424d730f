package io.agender.dashboard;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import java.time.Instant;
import java.util.List;

/**
 * What was seen in a camera's newest frame.
 *
 * @param people faces in the frame
 */
record LiveView(
        String streamId,
        long sequence,
        Instant capturedAt,
        int frameWidth,
        int frameHeight,
        FrameOutcome outcome,
        boolean tracked,
        int people,
        List<FaceView> faces) {

    static LiveView of(FrameFaces faces) {
        return new LiveView(
                faces.getStreamId(),
                faces.getSequence(),
                faces.getCapturedAt(),
                faces.getFrameWidth(),
                faces.getFrameHeight(),
                faces.getOutcome(),
                faces.getTracked(),
                faces.getFaces().size(),
                faces.getFaces().stream().map(FaceView::of).toList());
    }
}
